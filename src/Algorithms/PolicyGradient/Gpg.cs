using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// Group policy gradient (GPG, Chu et al. 2025): REINFORCE without a ratio, on the centred reward scaled up by the share of
/// completions whose reward is not 0.
/// </summary>
[Objective("gpg", Source = "Chu et al. 2025, arXiv:2504.02546; verl compute_gpg_outcome_advantage, compute_policy_loss_gpg")]
public sealed partial record Gpg
{
    /// <summary>F_norm: divisor of the advantage.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Divisor { get; init; } = 1;

    /// <summary>How the losses of tokens become one number.</summary>
    public LossAggregation Aggregation { get; init; } = LossAggregation.TokenMean;

    /// <summary>Divisor of SeqMeanTokenSumNorm, in tokens; verl's default is the padded width of the batch.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double ScaleFactor { get; init; } = 1024;

    [Advantage]
    private Real Advantage(Completion y)
    {
        Real rewarded = y.Batch.Completions.Where(s => TotalReward.Of(s) != 0).Count();
        return y.Batch.Completions.Count() / Max(1, rewarded) * OutcomeAdvantage.Centred(y) / Divisor;
    }

    [Loss]
    private Real Loss(Batch b) =>
        Aggregate.AsVerl(b, Aggregation, ScaleFactor, t => -(t.Advantage * t.LogProb * t.ImportanceWeight));
}
