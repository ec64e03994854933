using System.Diagnostics.CodeAnalysis;

namespace Paragon.Algorithms;

/// <summary>
/// Gated reward accumulation (G-RA, 2025): what critics say of single turns counts only if the rewards of the whole trajectory
/// that come before them in priority reach their gates, so that easy rewards cannot be farmed in place of the outcome.
/// </summary>
/// <remarks>
/// Any policy optimiser follows. Rewards can only be given after the trajectory has ended. INFERRED, there being no code: a gate
/// opens at equality, a closed one closes all that is below it, and outcomes are received with the last turn.
/// </remarks>
[SuppressMessage("Paragon.RewardDesign", "PAR001", Justification = "Bounded by the sum of its parts, which the environment's rewards and critics give; the method itself has no clip.")]
[Objective("g-ra", Source = "G-RA 2025, Stabilizing Long-term Multi-turn Reinforcement Learning with Gated Rewards")]
public sealed partial record GRa
{
    [Metric("level_open")]
    private static Real IsOpen(Outcome p) => Counts(p) ? 1 : 0;

    [Metric("critic_open")]
    private static Real IsHeard(Critic c) => Counts(c) ? 1 : 0;

    [Reward]
    private static Real GatedReward(Turn k) => k.Criticisms.Where(c => Counts(c.Critic)).Sum(c => c.Score);

    [Reward(Into = "received")]
    private static Real Received(Turn k) => GatedReward(k) + (k.IsLast ? OutcomeReward(k.Completion) : 0);

    [Reward]
    private static Real Total(Completion y) => OutcomeReward(y) + y.Turns.Sum(GatedReward);

    [Metric("direct")]
    private static Real Direct(Completion y) => y.Outcomes.Sum(p => p.Reward) + y.Turns.Sum(k => k.Criticisms.Sum(c => c.Score));

    private static Real OutcomeReward(Completion y) => y.Outcomes.Where(Counts).Sum(p => p.Reward);

    private static bool Counts(Outcome p) => p.IsFirst || p.Previous.AndBefore.All(Passes);

    private static bool Counts(Critic c) => c.Completion.Outcomes.All(p => p.AndBefore.Count() > c.Priority || Passes(p));

    private static bool Passes(Outcome p) => p.Reward >= p.Gate;
}
