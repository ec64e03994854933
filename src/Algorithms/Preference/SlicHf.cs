using System.ComponentModel.DataAnnotations;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>Sequence likelihood calibration (Zhao et al. 2023): a hinge on the log-probabilities' difference, and fine-tuning on the chosen completion.</summary>
/// <remarks>The regularisation target is the chosen completion; the paper also allows the best of the model's own.</remarks>
[Objective("slic-hf", Source = "Zhao et al. 2023, arXiv:2305.10425")]
public sealed partial record SlicHf
{
    /// <summary>δ: difference of log-probabilities that is enough.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Margin { get; init; } = 1;

    /// <summary>λ: weight of the chosen completion's log-probability.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Regularization { get; init; } = 0.1;

    [Loss]
    private Real Loss(Pair pair) =>
        Max(0, Margin - LogProb(pair.Chosen) + LogProb(pair.Rejected)) - (Regularization * LogProb(pair.Chosen));
}
