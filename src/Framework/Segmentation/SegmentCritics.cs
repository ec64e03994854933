using Paragon.Training;

namespace Paragon.Segmentation;

/// <summary>
/// Critics of the segments of a completion, which count where the completion's reward reaches a gate (G-RA): levels <c>outcome</c> (the
/// reward and its gate) and <c>critic</c> under the completion, <c>criticism</c> under the segment.
/// </summary>
/// <param name="Gate">What the reward must reach.</param>
/// <param name="Critics">What each critic says of each segment; at least one.</param>
public sealed record SegmentCritics(double Gate, IReadOnlyList<SegmentFeature> Critics)
{
    /// <summary>Names of the levels.</summary>
    internal static IReadOnlyList<string> Levels => ["outcome", "critic", "criticism"];

    /// <summary>Names of their columns.</summary>
    internal static IReadOnlyList<ColumnName> Columns => [new("outcome", "reward"), new("outcome", "gate"), new("critic", "priority"), new("criticism", "score")];

    /// <summary>The batch with the levels.</summary>
    /// <param name="batch">The rollouts, with the level of segments.</param>
    /// <param name="level">Name of that level.</param>
    /// <param name="rollouts">The rollouts, in the order of the batch's completions.</param>
    /// <param name="texts">Texts of the segments of each.</param>
    internal PackedBatch Add(PackedBatch batch, string level, IReadOnlyList<Rollout> rollouts, IReadOnlyList<IReadOnlyList<string>> texts)
    {
        double[][][] said = [.. rollouts.Select((rollout, row) => (double[][])[.. Critics.Select(critic => (double[])[.. critic.Values(rollout.Prompt, texts[row])])])];
        return PackedBatchBuilder.From(batch)
            .LevelOf("outcome", "completion", rollouts.Select(_ => 1))
            .LevelOf("critic", "completion", rollouts.Select(_ => Critics.Count))
            .LevelOf("criticism", level, texts.SelectMany(segments => segments.Select(_ => Critics.Count)))
            .Column("outcome", "reward", rollouts.Select(rollout => rollout.Reward))
            .Column("outcome", "gate", rollouts.Select(_ => Gate))
            .Column("critic", "priority", rollouts.SelectMany(_ => Critics.Select(_ => 1.0)))
            .Column("criticism", "score", said.SelectMany((critics, row) => texts[row].SelectMany((_, segment) => critics.Select(scores => scores[segment]))))
            .Link("criticism", "critic", "critic", [.. texts.SelectMany((segments, row) => segments.SelectMany(_ => Critics.Select((_, critic) => (row * Critics.Count) + critic)))])
            .Build();
    }
}
