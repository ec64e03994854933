using System.ComponentModel.DataAnnotations;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>Contrastive preference optimisation (Xu et al. 2024, eq. 3): DPO with a uniform reference, and behaviour cloning of the chosen completion.</summary>
/// <remarks>Hinge and IPO are TRL's. For its <c>simpo</c> see <see cref="Simpo"/> and <see cref="AlphaPo"/>.</remarks>
[Objective("cpo", Source = "Xu et al. 2024, arXiv:2401.08417, eq. 3")]
public sealed partial record Cpo
{
    /// <summary>Scale of the margin; for IPO the strength τ of the regularisation.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.1;

    /// <summary>Loss of the margin.</summary>
    public CpoLink Link { get; init; } = CpoLink.Logistic;

    /// <summary>ε: probability that a label is wrong; of the logistic loss only.</summary>
    [Range(0, 0.5)]
    public double LabelSmoothing { get; init; }

    /// <summary>Weight of -log π per chosen token.</summary>
    [Range(0, double.PositiveInfinity)]
    public double BehaviorCloning { get; init; } = 1;

    [Loss]
    private Real Preference(Pair pair) => Link switch
    {
        CpoLink.Hinge => DpoHinge.Link(Beta * Difference(pair)),
        CpoLink.Ipo => Ipo.Link(MeanLogProb(pair.Chosen) - MeanLogProb(pair.Rejected), Beta),
        _ => SmoothedLogistic(Beta * Difference(pair), LabelSmoothing),
    };

    [Loss]
    private Real Cloning(Batch b) => BehaviorCloning * ChosenNegativeLogLikelihood(b);

    private static Real Difference(Pair pair) => LogProb(pair.Chosen) - LogProb(pair.Rejected);
}

/// <summary>Losses of the margin of <see cref="Cpo"/>.</summary>
public enum CpoLink
{
    /// <summary>-log σ(β(S_w - S_l)), with label smoothing.</summary>
    Logistic,

    /// <summary>max(0, 1 - β(S_w - S_l)).</summary>
    Hinge,

    /// <summary>(S_w/n_w - S_l/n_l - 1/(2β))².</summary>
    Ipo,
}
