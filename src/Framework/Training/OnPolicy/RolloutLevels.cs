using Paragon.Segmentation;
using Paragon.Tokenizers;

namespace Paragon.Training;

/// <summary>The levels beside groups, completions and tokens that an objective's formulas read of a rollout: the prefix tree, segments. No others are made.</summary>
/// <param name="chain">The objective, with those before it.</param>
/// <param name="tokenizer">What the model was made for.</param>
/// <param name="further">Levels of segments beside those that the objective says how to cut; none when null.</param>
internal sealed class RolloutLevels(ShapingChain chain, ITokenizer tokenizer, IReadOnlyList<SegmentedLevel>? further = null)
{
    private const string Tree = "node";

    private readonly bool _readsTree = chain.Inputs.Levels.Contains(Tree);
    private readonly IReadOnlyList<SegmentedLevel> _segments = [.. chain.Segments, .. further ?? []];

    /// <summary>Names of the levels that can be made.</summary>
    internal IEnumerable<string> Names => _segments.SelectMany(level => level.Levels).Prepend(Tree);

    /// <summary>Names of their columns.</summary>
    internal IEnumerable<ColumnName> Columns => _segments.SelectMany(level => level.Columns);

    /// <summary>The batch with the levels.</summary>
    /// <param name="batch">The rollouts.</param>
    /// <param name="rollouts">The same, in the order of the batch's completions.</param>
    /// <param name="chance">Where segmenters that draw get their numbers from.</param>
    internal PackedBatch Add(PackedBatch batch, IReadOnlyList<Rollout> rollouts, Random chance)
    {
        if (_readsTree)
        {
            batch = batch.WithPrefixTree([.. rollouts.Select(rollout => rollout.Sequence.Completion)]);
        }

        if (_segments.Count == 0)
        {
            return batch;
        }

        CompletionTokens[] completions = [.. rollouts.Select(rollout => CompletionTokens.Of(tokenizer, rollout.Sequence.Completion, rollout.LogProbabilities))];
        foreach (SegmentedLevel level in _segments)
        {
            SegmentCut[] cuts = [.. completions.Select(completion => level.Segmenter.Cut(completion, chance))];
            batch = level.Add(batch, cuts);
            foreach (SegmentFeature feature in level.Features)
            {
                batch = batch.With(level.Level, feature.Column, [.. rollouts.SelectMany((rollout, row) => feature.Values(rollout.Prompt, completions[row].Texts(cuts[row])))]);
            }
        }

        return batch;
    }
}
