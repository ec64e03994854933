namespace Paragon;

/// <summary>One answer to a prompt.</summary>
[Level("completion")]
public readonly partial struct Completion : ILevel<Completion>
{
    /// <summary>Reward of the whole completion.</summary>
    [Column("reward")]
    public partial Real Reward { get; }

    /// <summary>Score that a reward model gives; any real number, its origin arbitrary.</summary>
    [Column("score", Differentiable = true, Learned = true)]
    public partial Real Score { get; }

    /// <summary>Advantage of the whole completion.</summary>
    [Column("advantage")]
    public partial Real Advantage { get; }

    /// <summary>Reward of the greedy completion of the same prompt.</summary>
    [Column("baseline_reward")]
    public partial Real BaselineReward { get; }

    /// <summary>Completions of the same prompt.</summary>
    [Parent]
    public partial Group Group { get; }

    /// <summary>Tokens, in order.</summary>
    [Children]
    public partial Elements<Token> Tokens { get; }

    /// <summary>Segments, in order.</summary>
    [Children]
    public partial Elements<Segment> Segments { get; }

    /// <summary>Turns, in order.</summary>
    [Children]
    public partial Elements<Turn> Turns { get; }

    /// <summary>Steps, in order.</summary>
    [Children]
    public partial Elements<Step> Steps { get; }

    /// <summary>Scores that the members of a reward-model ensemble give.</summary>
    [Children]
    public partial Elements<Judge> Judges { get; }

    /// <summary>Reference completions of the same prompt.</summary>
    [Children]
    public partial Elements<Reference> References { get; }
}
