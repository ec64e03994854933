namespace Paragon.Algorithms.Tests.TwelveFormulas;

/// <summary>A reward of the whole trajectory at one priority; the first is the highest.</summary>
[Level("outcome")]
public readonly partial struct Outcome : ILevel<Outcome>
{
    /// <summary>The reward.</summary>
    [Column("reward")]
    public partial Real Reward { get; }

    /// <summary>What the reward must reach for lower priorities to count.</summary>
    [Column("gate")]
    public partial Real Gate { get; }

    /// <summary>Priority, from 0.</summary>
    [Column("priority")]
    public partial Real Priority { get; }

    /// <summary>The trajectory.</summary>
    [Parent]
    public partial Completion Completion { get; }
}

/// <summary>One turn of a trajectory.</summary>
[Level("turn")]
public readonly partial struct Turn : ILevel<Turn>
{
    /// <summary>The trajectory.</summary>
    [Parent]
    public partial Completion Completion { get; }

    /// <summary>What each critic says of the turn.</summary>
    [Children]
    public partial Elements<Criticism> Criticisms { get; }
}

/// <summary>What one critic says of one turn.</summary>
[Level("criticism")]
public readonly partial struct Criticism : ILevel<Criticism>
{
    /// <summary>The critic's score.</summary>
    [Column("score")]
    public partial Real Score { get; }

    /// <summary>Number of outcomes that gate the critic.</summary>
    [Column("priority")]
    public partial Real Priority { get; }

    /// <summary>The turn.</summary>
    [Parent]
    public partial Turn Turn { get; }
}

/// <summary>What gated rewards add to the framework's levels.</summary>
public static class GatedColumns
{
    extension(Completion y)
    {
        /// <summary>Outcomes, highest priority first.</summary>
        [Children]
        public Elements<Outcome> Outcomes => LevelAccess.Children<Completion, Outcome>(y, null);

        /// <summary>Turns, in order.</summary>
        [Children]
        public Elements<Turn> Turns => LevelAccess.Children<Completion, Turn>(y, null);
    }
}

/// <summary>11. G-RA (card 47): step rewards count only if the outcome passes a gate.</summary>
[Objective("twelve-gated")]
public sealed partial record Gated
{
    [Metric("level_open")]
    private static Real IsOpen(Outcome p) => Reaches(p) ? 1 : 0;

    [Metric("critic_open")]
    private static Real IsHeard(Criticism c) => Counts(c) ? 1 : 0;

    [Reward]
    private static Real StepReward(Turn k) => k.Criticisms.Where(Counts).Sum(c => c.Score);

    [Reward(Into = "token_style_reward")]
    private static Real TurnReward(Turn k) => StepReward(k) + (k.IsLast ? OutcomeReward(k.Completion) : 0);

    [Reward]
    private static Real Total(Completion y) => OutcomeReward(y) + y.Turns.Sum(StepReward);

    [Reward(Into = "direct")]
    private static Real Direct(Completion y) => y.Outcomes.Sum(p => p.Reward) + y.Turns.Sum(k => k.Criticisms.Sum(c => c.Score));

    private static Real OutcomeReward(Completion y) => y.Outcomes.Where(Reaches).Sum(p => p.Reward);

    private static bool Reaches(Outcome p) => p.IsFirst || p.Previous.AndBefore.All(q => q.Reward >= q.Gate);

    private static bool Counts(Criticism c) =>
        c.Turn.Completion.Outcomes.All(q => q.Priority >= c.Priority || q.Reward >= q.Gate);
}
