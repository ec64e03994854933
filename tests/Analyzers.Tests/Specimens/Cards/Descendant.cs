using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

/// <summary>A trajectory that passes through a step of the tree.</summary>
[Level("descendant")]
public readonly partial struct Descendant : ILevel<Descendant>
{
    /// <summary>Outcome of the trajectory.</summary>
    [Column("outcome"), Range(-1, 1)]
    public partial Real Outcome { get; }

    /// <summary>How many steps of the trajectory come after this one.</summary>
    [Column("remaining"), Range(0, double.PositiveInfinity)]
    public partial Real Remaining { get; }

    /// <summary>The step.</summary>
    [Parent]
    public partial Segment Segment { get; }
}
