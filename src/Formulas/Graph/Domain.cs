namespace Paragon.Formulas;

/// <summary>What a node has one value for each element of: a level of the batch, or the rows of a join.</summary>
/// <param name="Key">Name of the level, or the join's own text; equal keys are equal domains.</param>
public record Domain(string Key)
{
    /// <summary>The whole batch: one row.</summary>
    public static Domain Batch { get; } = new("batch");

    /// <summary>Whether this is the whole batch.</summary>
    public bool IsBatch => Key == "batch";

    /// <inheritdoc/>
    public sealed override string ToString() => Key;
}

/// <summary>Which elements of a set stand beside an element in a join.</summary>
public enum JoinKind
{
    /// <summary>All of the set.</summary>
    All,

    /// <summary>All but the element itself.</summary>
    Others,

    /// <summary>The element and those after it.</summary>
    AndAfter,

    /// <summary>The element and those before it.</summary>
    AndBefore,
}

/// <summary>
/// Rows (outer, inner): every element of the outer domain beside each member of a set that it reaches. It is what a
/// lambda over a set ranges over when its body needs the element outside as well.
/// </summary>
/// <param name="Outer">Domain of the element outside.</param>
/// <param name="Root">Links from the outer element to the element whose set is meant.</param>
/// <param name="Set">Link from a member of the set to that element.</param>
/// <param name="Kind">Which members stand beside the outer element.</param>
/// <param name="Self">Links from the outer element to the member that it itself is; used by every kind but All.</param>
public sealed record Join(Domain Outer, LinkPath Root, Link Set, JoinKind Kind, LinkPath Self)
    : Domain($"{{{Outer.Key};{Root.Key};{Set.Key};{Kind};{Self.Key}}}")
{
    /// <summary>From a row to its outer element.</summary>
    public Link OuterLink => new JoinLink(this, Inner: false);

    /// <summary>From a row to its inner element.</summary>
    public Link InnerLink => new JoinLink(this, Inner: true);
}
