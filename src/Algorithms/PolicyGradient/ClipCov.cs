using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// PPO's clipped loss without a few tokens drawn from those whose log-probability covaries much with the advantage
/// (Clip-Cov, Cui et al. 2025): they would lower the entropy.
/// </summary>
/// <remarks>
/// verl's. The tokens are drawn among all of the batch, so the batch cannot be computed in parts. verl draws anew at each
/// update; here a token's draw is a column, made once for a rollout.
/// </remarks>
[Objective("clip-cov", Source = "Cui et al. 2025, arXiv:2505.22617; verl compute_policy_loss_clip_cov")]
public sealed partial record ClipCov
{
    /// <summary>Share of the tokens that is left out, in (0, 1]; at least one token is, if any covaries enough.</summary>
    [Range(0, 1, MinimumIsExclusive = true)]
    public double Ratio { get; init; } = 2e-4;

    /// <summary>Covariance above which a token may be left out.</summary>
    [Range(double.NegativeInfinity, double.PositiveInfinity)]
    public double LowerBound { get; init; } = 1;

    /// <summary>Covariance below which a token may be left out.</summary>
    [Range(double.NegativeInfinity, double.PositiveInfinity)]
    public double UpperBound { get; init; } = 5;

    /// <summary>ε_low: the probability ratio is clipped below 1 - ε_low.</summary>
    [Range(0, 1)]
    public double ClipLow { get; init; } = 0.2;

    /// <summary>ε_high: the probability ratio is clipped above 1 + ε_high.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ClipHigh { get; init; } = 0.2;

    /// <summary>How the losses of tokens become one number.</summary>
    public LossAggregation Aggregation { get; init; } = LossAggregation.TokenMean;

    /// <summary>Divisor of SeqMeanTokenSumNorm, in tokens; verl's default is the padded width of the batch.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double ScaleFactor { get; init; } = 1024;

    [Advantage]
    private Real Advantage(Completion y) => OutcomeAdvantage.Standardized(y);

    [Loss]
    private Real Loss(Batch b) => Aggregate.AsVerl(b, Aggregation, ScaleFactor, TokenLoss);

    [Metric("clip_fraction")]
    private Real Clipped(Token t) => IsClipped(t) ? 1 : 0;

    [Metric("covariance_clip_fraction")]
    private Real LeftOut(Token t) => IsLeftOut(t) ? 1 : 0;

    [Metric("kl_to_old")]
    private Real KlToOld(Token t) => KlEstimators.K1(t.OldLogProb, t.LogProb);

    private Real TokenLoss(Token t) => IsLeftOut(t) ? 0 : ClippedSurrogate.Of(Ratios(t), t.Advantage, ClipLow, ClipHigh) * t.ImportanceWeight;

    private bool IsLeftOut(Token t)
    {
        Real count = Max(1, Floor(t.Batch.Tokens.Count() * Ratio));
        return MayBeLeftOut(t) && t.Batch.Tokens.Rank(u => MayBeLeftOut(u) ? u.Draw : 1, at: t) < count;
    }

    private bool MayBeLeftOut(Token t) => LowerBound < Covariance(t) && Covariance(t) < UpperBound && !IsClipped(t);

    private static Real Covariance(Token t) =>
        (t.Advantage - t.Batch.Tokens.Mean(u => u.Advantage)) * (t.LogProb - t.Batch.Tokens.Mean(u => u.LogProb));

    private bool IsClipped(Token t) => Ratios(t) * t.Advantage > Clamp(Ratios(t), 1 - ClipLow, 1 + ClipHigh) * t.Advantage;

    private static Real Ratios(Token t) => Exp(t.LogProb - t.OldLogProb);
}
