namespace Paragon;

/// <summary>One member of a reward-model ensemble, for one completion.</summary>
[Level("judge")]
public readonly partial struct Judge : ILevel<Judge>
{
    /// <summary>The member's score; any real number, its origin arbitrary.</summary>
    [Column("score", Differentiable = true, Learned = true)]
    public partial Real Score { get; }

    /// <summary>Completion that is judged.</summary>
    [Parent]
    public partial Completion Completion { get; }
}
