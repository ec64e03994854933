using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Library;

/// <summary>One test that the code of a completion is run on.</summary>
[Level("test")]
public readonly partial struct CodeTest : ILevel<CodeTest>
{
    /// <summary>Whether the code passed it.</summary>
    [Column("passed")]
    public partial bool Passed { get; }

    /// <summary>Points, as a share of the most.</summary>
    [Column("score"), Range(0, 1)]
    public partial Real Score { get; }

    /// <summary>The completion.</summary>
    [Parent]
    public partial Completion Completion { get; }
}
