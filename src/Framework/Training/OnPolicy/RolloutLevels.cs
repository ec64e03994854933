using Paragon.Segmentation;
using Paragon.Tokenizers;

namespace Paragon.Training;

/// <summary>The levels beside groups, completions and tokens that formulas read of a rollout: the prefix tree, segments, the tree that steps were drawn as. No others are made.</summary>
/// <param name="chain">The objective, with those before it.</param>
/// <param name="tokenizer">What the model was made for.</param>
/// <param name="given">Levels of segments beside those, or in the place of those, that the objective says how to cut; none when null.</param>
/// <param name="stepTokens">Tokens of a step of a tree, where <paramref name="given"/> does not say.</param>
internal sealed class RolloutLevels(ShapingChain chain, ITokenizer tokenizer, IReadOnlyList<SegmentedLevel>? given = null, int stepTokens = 1)
{
    private const string Tree = "node";

    private readonly bool _readsTree = chain.Inputs.Levels.Contains(Tree);
    private readonly bool _readsStepTrees = StepTrees.AreRead(chain.Inputs);
    private readonly IReadOnlyList<SegmentedLevel> _segments = Segmented(chain, given ?? [], stepTokens);

    /// <summary>Names of the levels that can be made.</summary>
    internal IEnumerable<string> Names => [Tree, StepTrees.Forks, StepTrees.Level, .. _segments.SelectMany(level => level.Levels)];

    /// <summary>Names of their columns.</summary>
    internal IEnumerable<ColumnName> Columns =>
        [.. _segments.SelectMany(level => level.Columns), .. _segments.Any(level => level.Columns.Contains(StepTrees.Format with { Level = StepTrees.Steps })) ? [StepTrees.Format] : Array.Empty<ColumnName>()];

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

        CompletionTokens[] completions = _segments.Count == 0 ? [] : [.. rollouts.Select(rollout => CompletionTokens.Of(tokenizer, rollout.Sequence.Completion, rollout.LogProbabilities))];
        foreach (SegmentedLevel level in _segments)
        {
            SegmentCut[] cuts = [.. completions.Select(completion => level.Segmenter.Cut(completion, chance))];
            batch = level.Add(batch, cuts);
            IReadOnlyList<string>[] texts = [.. completions.Zip(cuts, (completion, cut) => completion.Texts(cut))];
            foreach (SegmentFeature feature in level.Features)
            {
                batch = batch.With(level.Level, feature.Column, [.. rollouts.SelectMany((rollout, row) => feature.Values(rollout.Prompt, texts[row]))]);
            }

            batch = level.Critics?.Add(batch, level.Level, rollouts, texts) ?? batch;
        }

        return _readsStepTrees ? StepTrees.Add(batch, rollouts) : batch;
    }

    private static IReadOnlyList<SegmentedLevel> Segmented(ShapingChain chain, IReadOnlyList<SegmentedLevel> given, int stepTokens)
    {
        SegmentedLevel[] all = [.. given, .. chain.Segments.ExceptBy(given.Select(level => level.Level), level => level.Level)];
        return !StepTrees.AreRead(chain.Inputs) || all.Any(level => level.Level == StepTrees.Steps) ? all : [.. all, new SegmentedLevel(StepTrees.Steps, new NGramSegmenter(stepTokens))];
    }
}
