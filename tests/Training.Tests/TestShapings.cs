using System.Diagnostics.CodeAnalysis;

namespace Paragon.Training.Tests;

/// <summary>A shaping that pays for what is bad.</summary>
[SuppressMessage("Paragon.RewardDesign", "PAR001", Justification = "A test: the score itself, turned round.")]
[SuppressMessage("Paragon.RewardDesign", "PAR002", Justification = "A test.")]
[SuppressMessage("Paragon.RewardDesign", "PAR003", Justification = "A test.")]
[Objective("negated", Source = "a test")]
public sealed partial record Negated
{
    [Reward]
    private static Real Shaped(Completion y) => -y.Score;
}

/// <summary>A reward that does not look at what was rewarded before.</summary>
[Objective("group-reward", Source = "a test")]
public sealed partial record GroupReward
{
    [Reward]
    private static Real Shaped(Completion y) => 1 / y.Group.Completions.Count();
}

/// <summary>A loss that reads rewards of tokens and no others.</summary>
[Objective("token-rewards", Source = "a test")]
public sealed partial record TokenRewards
{
    [Loss]
    private static Real Loss(Token t) => -t.Reward * t.LogProb;
}

/// <summary>A loss with the greedy completion's reward as baseline, which it logs.</summary>
[Objective("greedy-advantage", Source = "a test")]
public sealed partial record GreedyAdvantage
{
    [Advantage]
    private static Real Advantage(Completion y) => y.Reward - y.BaselineReward;

    [Loss]
    private static Real Loss(Token t) => -t.Advantage * t.LogProb;

    [Metric("baseline")]
    private static Real Baseline(Completion y) => y.BaselineReward;
}
