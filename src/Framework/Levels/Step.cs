namespace Paragon;

/// <summary>A step of a completion's reasoning.</summary>
[Level("step")]
public readonly partial struct Step : ILevel<Step>
{
    /// <summary>Reward of the step.</summary>
    [Column("reward")]
    public partial Real Reward { get; }

    /// <summary>Advantage of the step.</summary>
    [Column("advantage")]
    public partial Real Advantage { get; }

    /// <summary>Completion that the step belongs to.</summary>
    [Parent]
    public partial Completion Completion { get; }

    /// <summary>Tokens of the step, in order.</summary>
    [Children("step")]
    public partial Elements<Token> Tokens { get; }
}
