namespace Paragon;

/// <summary>A reference completion of the same prompt, sampled once from the starting policy.</summary>
[Level("reference")]
public readonly partial struct Reference : ILevel<Reference>
{
    /// <summary>Score that the reward model gives to the reference completion.</summary>
    [Column("score", Learned = true)]
    public partial Real Score { get; }

    /// <summary>Completion that is compared with it.</summary>
    [Parent]
    public partial Completion Completion { get; }
}
