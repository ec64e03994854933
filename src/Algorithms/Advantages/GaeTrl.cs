using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// Generalised advantage estimation as TRL's PPO computes it: the completion's reward stands one position past its last
/// token, so that it reaches the last token as γλ times itself.
/// </summary>
/// <remarks>
/// In the longest completions of the batch there is no position past the last token, and the reward stands on it, as in
/// <see cref="Gae"/>: the same completion has another advantage beside a longer one. The option of TRL to whiten rewards
/// first, off by default, is not here.
/// </remarks>
[Objective("gae-trl", Source = "Schulman et al. 2016, arXiv:1506.02438, eq. 16; TRL PPOTrainer")]
public sealed partial record GaeTrl
{
    /// <summary>γ: discount per token.</summary>
    [Range(0, 1)]
    public double Discount { get; init; } = 1;

    /// <summary>λ: 0 is the one-step temporal difference, 1 the return less the value.</summary>
    [Range(0, 1)]
    public double Lambda { get; init; } = 0.95;

    [Advantage(Into = "raw_advantage")]
    private Real Raw(Token t) => t.AndAfter.Discounted(Discount * Lambda, Difference);

    [Advantage]
    private Real Advantage(Token t) => Whitening.Of(t.Batch, Raw(t), Raw);

    [Advantage(Into = "return")]
    private Real Return(Token t) => Raw(t) + t.OldValue;

    private Real Difference(Token t) => t.Reward + (t.IsLast ? Score(t.Completion) : Discount * t.Next.OldValue) - t.OldValue;

    private Real Score(Completion y) => IsLongest(y) ? y.Reward : Discount * Lambda * y.Reward;

    private static bool IsLongest(Completion y) => y.Tokens.Count() >= y.Batch.Completions.Max(z => z.Tokens.Count());
}
