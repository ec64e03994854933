using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// A reward model's loss by the Bradley-Terry model: -log σ(r_chosen - r_rejected), with PAR's optional square of both scores, which
/// holds their size and their origin (PAR 2025, "Reg").
/// </summary>
[Objective("bradley-terry", Source = "Bradley and Terry 1952; Ouyang et al. 2022, arXiv:2203.02155, eq. 1; PAR 2025, reward-model baselines")]
public sealed partial record BradleyTerry
{
    /// <summary>Weight of r_chosen² + r_rejected²; the paper takes 0.005 for its regularised model.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Regularization { get; init; }

    [Loss]
    private Real Loss(Pair pair) =>
        -LogSigmoid(pair.Chosen.Score - pair.Rejected.Score) + (Regularization * (Square(pair.Chosen.Score) + Square(pair.Rejected.Score)));
}
