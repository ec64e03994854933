using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>DPO under another divergence from the reference (Wang et al. 2023): a completion scores f'(π/π_ref) instead of its log.</summary>
/// <remarks>Constants of f' that cancel in the margin are left out, as in TRL.</remarks>
[SuppressMessage("Paragon.Numerics", "PAR203", Justification = "The published f-divergences exponentiate the log-ratio of whole completions; the option ExponentLimit bounds the one that TRL bounds.")]
[Objective("f-dpo", Source = "Wang et al. 2023, arXiv:2309.16240")]
[ReducesTo<Dpo>(nameof(Divergence), (int)FDivergence.ReverseKl)]
public sealed partial record FDpo
{
    /// <summary>Strength of the pull toward the reference policy.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.1;

    /// <summary>Divergence that keeps the policy near the reference.</summary>
    public FDivergence Divergence { get; init; } = FDivergence.ReverseKl;

    /// <summary>a of the alpha divergence: 0 is the forward KL; 1 the reverse KL, also within a millionth of it.</summary>
    [Range(double.NegativeInfinity, double.PositiveInfinity)]
    public double Alpha { get; init; } = 0.5;

    /// <summary>Largest exponent of the alpha divergence. TRL's: 80 in float32 and bfloat16, 11 in float16.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double ExponentLimit { get; init; } = 80;

    [Loss]
    private Real Loss(Pair pair) => Dpo.Link(Beta * (Score(pair.Chosen) - Score(pair.Rejected)));

    private Real Score(Completion y) => Score(LogRatio(y), Divergence, Alpha, ExponentLimit);

    internal static Real Score(Real logRatio, FDivergence divergence, Real alpha, Real exponentLimit) => divergence switch
    {
        FDivergence.ForwardKl => -Exp(-logRatio),
        FDivergence.JensenShannon => LogSigmoid(logRatio),
        FDivergence.Alpha => AlphaScore(logRatio, alpha - 1, exponentLimit),
        _ => logRatio,
    };

    private static Real AlphaScore(Real logRatio, Real order, Real exponentLimit) =>
        Abs(order) < 1e-6 ? logRatio : Exp(AtMost(exponentLimit, order * logRatio)) / order;

    /// <summary>A clamp from above alone: the gradient passes up to and at the limit.</summary>
    private static Real AtMost(Real limit, Real x) => x > limit ? limit : x;
}

/// <summary>Divergences of <see cref="FDpo"/>.</summary>
public enum FDivergence
{
    /// <summary>KL(π ‖ π_ref): the score is the log-ratio d. Plain DPO.</summary>
    ReverseKl,

    /// <summary>KL(π_ref ‖ π): the score is -e^(-d).</summary>
    ForwardKl,

    /// <summary>Jensen-Shannon: the score is log σ(d).</summary>
    JensenShannon,

    /// <summary>Alpha: the score is e^((a - 1) d) / (a - 1).</summary>
    Alpha,
}
