using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// Geometric-mean policy optimisation (GMPO, Zhao et al. 2025): each token's log-ratio is clipped on the side that its
/// advantage pushes to, and the loss is of their geometric mean.
/// </summary>
/// <remarks>verl's. With ε to infinity it is GSPO without a clip.</remarks>
[Objective("gmpo", Source = "Zhao et al. 2025, arXiv:2507.20673; verl compute_policy_loss_geo_mean")]
public sealed partial record Gmpo
{
    /// <summary>ε_low: log-ratios are clipped below -ε_low where the advantage is negative.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ClipLow { get; init; } = 0.4;

    /// <summary>ε_high: log-ratios are clipped above ε_high where the advantage is positive.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ClipHigh { get; init; } = 0.4;

    [Advantage]
    private Real Advantage(Completion y) => OutcomeAdvantage.Standardized(y);

    [Loss]
    private Real Loss(Completion y)
    {
        Real length = y.Tokens.Count() + Verl.Epsilon;
        return -(y.Tokens.Sum(t => t.Advantage) / length * Exp(y.Tokens.Sum(ClippedLogRatio) / length));
    }

    [Metric("clip_fraction")]
    private Real Clipped(Token t) => t.Advantage != 0 && ClippedLogRatio(t) != LogRatio(t) ? 1 : 0;

    [Metric("kl_to_old")]
    private Real KlToOld(Token t) => KlEstimators.K1(t.OldLogProb, t.LogProb);

    private Real ClippedLogRatio(Token t)
    {
        Real clipped = Clamp(LogRatio(t), -ClipLow, ClipHigh);
        return t.Advantage > 0 ? Min(LogRatio(t), clipped) : t.Advantage < 0 ? Max(LogRatio(t), clipped) : 0;
    }

    private static Real LogRatio(Token t) => t.LogProb - t.OldLogProb;
}
