using System.ComponentModel.DataAnnotations;
using static Paragon.Algorithms.VocabularyKl;

namespace Paragon.Algorithms;

/// <summary>
/// MusicRL (Cideron et al. 2024, section 4.2): REINFORCE with a value baseline and the exact KL to a frozen anchor, each weighing what the other
/// does not.
/// </summary>
/// <remarks>
/// No discount, no clip: with a reward at the end only, every token's return is the same. The paper prints the KL without π(a|s)
/// before the log-ratio, which would be unbounded and push away from the anchor; it is read as the reverse KL over the vocabulary.
/// The recipe trains on <see cref="MusicRlReward"/>, then on a user's reward with the anchor moved to the result.
/// </remarks>
[Objective("musicrl", Source = "Cideron et al. 2024, arXiv:2402.04229, section 4.2; the KL's weights and the mean over the batch are inferred")]
public sealed partial record MusicRl
{
    /// <summary>α: share of the KL; not reported in the paper.</summary>
    [Range(0, 1)]
    public double Alpha { get; init; } = 0.05;

    /// <summary>Weight of the value loss beside the policy loss. 1 where policy and value share nothing, as in the paper.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ValueCoefficient { get; init; } = 1;

    [Advantage(Into = "return")]
    private static Real ReturnToGo(Token t) => TotalReward.ToGo(t);

    [Advantage]
    private static Real Advantage(Token t) => t.Return - t.OldValue;

    [Loss]
    private Real Policy(Completion y) =>
        -((1 - Alpha) * y.Tokens.Sum(t => LogProb(t.Chosen) * t.Advantage)) + (Alpha * y.Tokens.Sum(Reverse));

    [Loss]
    private Real Critic(Completion y) => ValueCoefficient * y.Tokens.Sum(t => Square(t.Return - t.Value));

    [Metric("kl")]
    private static Real Kl(Token t) => Reverse(t);
}
