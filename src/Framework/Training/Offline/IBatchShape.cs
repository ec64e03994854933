namespace Paragon.Training;

/// <summary>What batches of one kind of examples hold.</summary>
public interface IBatchShape
{
    /// <summary>What it is training on, for messages: "Training on pairs".</summary>
    string Name { get; }

    /// <summary>Levels of the batch.</summary>
    IReadOnlyCollection<string> Levels { get; }

    /// <summary>Columns of the batch, beside those that policy and reference compute.</summary>
    IReadOnlyCollection<ColumnName> Columns { get; }

    /// <summary>Links of the batch beside those to parents, as LEVEL.LINK.</summary>
    IReadOnlyCollection<string> Links { get; }
}
