namespace Paragon;

/// <summary>One element of a level of the batch, as a formula sees it: a packed batch and a row of the level.</summary>
/// <typeparam name="TSelf">The level's own type, a partial struct marked with <see cref="LevelAttribute"/>.</typeparam>
public interface ILevel<TSelf>
    where TSelf : struct, ILevel<TSelf>
{
    /// <summary>Name of the level in batches and files.</summary>
    static abstract string LevelName { get; }

    /// <summary>Name of the link to the parent, or null for a level that has none.</summary>
    static abstract string? ParentLink { get; }

    /// <summary>The batch that holds the element.</summary>
    PackedBatch Source { get; }

    /// <summary>Row of the element in its level, from 0; -1 where an optional link pointed nowhere.</summary>
    int Row { get; }

    /// <summary>The element at a row.</summary>
    /// <param name="source">Batch that holds it.</param>
    /// <param name="row">Row of the level, from 0, or -1 for the element that does not exist.</param>
    static abstract TSelf At(PackedBatch source, int row);
}
