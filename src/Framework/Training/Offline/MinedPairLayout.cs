using Paragon.Models;

namespace Paragon.Training;

/// <summary>Pairs with a fresh response each: a group of three completions, of which the pair links to each.</summary>
public sealed class MinedPairLayout : IBatchLayout<MinedPair>
{
    private static readonly string[] _links = ["chosen", "rejected", "response"];

    /// <inheritdoc/>
    public string Name => "Training on mined pairs";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Levels => ["pair", "group", "completion", "token"];

    /// <inheritdoc/>
    public IReadOnlyCollection<ColumnName> Columns => [];

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Links => [.. _links.Select(link => $"pair.{link}")];

    /// <inheritdoc/>
    public (PackedBatch Batch, IReadOnlyList<TokenizedCompletion> Sequences) Pack(IReadOnlyList<MinedPair> examples)
    {
        TokenizedCompletion[] sequences = [.. examples.SelectMany(pair => new[] { pair.Chosen, pair.Rejected, pair.Response })];
        PackedBatchBuilder builder = new PackedBatchBuilder()
            .Level("group", examples.Count)
            .LevelOf("completion", "group", examples.Select(_ => _links.Length))
            .LevelOf("token", "completion", sequences.Select(sequence => sequence.Completion.Length))
            .Level("pair", examples.Count);
        for (int link = 0; link < _links.Length; link++)
        {
            builder.Link("pair", _links[link], "completion", [.. Enumerable.Range(0, examples.Count).Select(row => (row * _links.Length) + link)]);
        }

        return (builder.Build(), sequences);
    }
}
