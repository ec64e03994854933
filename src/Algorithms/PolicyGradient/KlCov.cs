using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// Policy gradient with a KL penalty on the tokens whose log-probability covaries most with the advantage (KL-Cov, Cui et
/// al. 2025): those that lower the entropy.
/// </summary>
/// <remarks>verl's. The tokens are chosen among all of the batch, so the batch cannot be computed in parts.</remarks>
[Objective("kl-cov", Source = "Cui et al. 2025, arXiv:2505.22617; verl compute_policy_loss_kl_cov")]
public sealed partial record KlCov
{
    /// <summary>Share of the tokens that is penalised, in (0, 1]; at least one token is.</summary>
    [Range(0, 1, MinimumIsExclusive = true)]
    public double Ratio { get; init; } = 2e-4;

    /// <summary>Weight of |log π - log π_old| on them.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Coefficient { get; init; } = 1;

    /// <summary>How the losses of tokens become one number.</summary>
    public LossAggregation Aggregation { get; init; } = LossAggregation.TokenMean;

    /// <summary>Divisor of SeqMeanTokenSumNorm, in tokens; verl's default is the padded width of the batch.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double ScaleFactor { get; init; } = 1024;

    [Advantage]
    private Real Advantage(Completion y) => OutcomeAdvantage.Standardized(y);

    [Loss]
    private Real Loss(Batch b) => Aggregate.AsVerl(b, Aggregation, ScaleFactor, TokenLoss);

    private Real TokenLoss(Token t)
    {
        Real logRatio = t.LogProb - t.OldLogProb;
        Real penalty = IsChosen(t) ? Coefficient * Abs(logRatio) : 0;
        return (penalty - (Exp(logRatio) * t.Advantage)) * t.ImportanceWeight;
    }

    private bool IsChosen(Token t)
    {
        Real count = t.Batch.Tokens.Count();
        return t.Batch.Tokens.Rank(Covariance, at: t) >= count - Max(1, Floor(count * Ratio));
    }

    private static Real Covariance(Token t) =>
        (t.Advantage - t.Batch.Tokens.Mean(u => u.Advantage)) * StopGradient(t.LogProb - t.Batch.Tokens.Mean(u => u.LogProb));
}
