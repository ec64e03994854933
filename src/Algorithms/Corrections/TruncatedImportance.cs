using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// Truncated importance sampling (Yao et al. 2025): the weight π_old / π_rollout, capped, corrects for a sampler that is
/// not quite the trainer's policy.
/// </summary>
/// <remarks>verl's <c>rollout_is</c>. With equal policies every weight is 1. For TRL's see <see cref="SamplerCorrection"/>.</remarks>
[Objective("truncated-importance", Source = "Yao et al. 2025; verl rollout_corr_helper.compute_rollout_correction_weights")]
public sealed partial record TruncatedImportance
{
    /// <summary>Whether each token has its ratio, or all tokens of a completion the product of theirs.</summary>
    public CorrectionLevel Level { get; init; } = CorrectionLevel.Token;

    /// <summary>Largest weight.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Cap { get; init; } = 2;

    /// <summary>Whether the weights are divided by their mean over the batch.</summary>
    public bool NormalizeByBatch { get; init; }

    [Advantage(Into = "importance_weight")]
    private Real Weight(Token t) => NormalizeByBatch && BatchMean(t.Batch) > Verl.Epsilon ? Capped(t) / BatchMean(t.Batch) : Capped(t);

    private Real Capped(Token t) => Level == CorrectionLevel.Token
        ? Min(Exp(Clamp(t.OldLogProb - t.RolloutLogProb, -Verl.LargestLogRatio, Verl.LargestLogRatio)), Cap)
        : CappedProduct(t.Completion);

    private Real CappedProduct(Completion y) =>
        Min(Exp(Clamp(y.Tokens.Sum(t => t.OldLogProb - t.RolloutLogProb), -Verl.LargestLogRatio, Verl.LargestLogRatio)), Cap);

    private Real BatchMean(Batch b) => Level == CorrectionLevel.Token
        ? b.Tokens.Sum(Capped) / (b.Tokens.Count() + Verl.Epsilon)
        : b.Completions.Where(y => y.Tokens.Count() > 0).Mean(y => y.Tokens.Sum(Capped) / (y.Tokens.Count() + Verl.Epsilon));
}
