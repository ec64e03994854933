using Paragon.Models;

namespace Paragon.Training;

/// <summary>Rollouts as a packed batch: groups, their completions, their tokens, and the index of each token in its group.</summary>
public sealed class RolloutBatch
{
    private RolloutBatch(PackedBatch batch, IReadOnlyList<Rollout> rollouts) => (Batch, Rollouts) = (batch, rollouts);

    /// <summary>
    /// The batch: levels group, completion, token and position; columns completion.reward, completion.FEATURE,
    /// token.rollout_logp and token.is_end.
    /// </summary>
    public PackedBatch Batch { get; }

    /// <summary>The completions, in the order of the rows.</summary>
    public IReadOnlyList<Rollout> Rollouts { get; }

    /// <summary>Prompt and completion of each completion, in the order of the rows.</summary>
    public IReadOnlyList<TokenizedCompletion> Sequences => [.. Rollouts.Select(rollout => rollout.Sequence)];

    /// <summary>Packs groups of rollouts.</summary>
    /// <param name="groups">The completions of each prompt; none is empty.</param>
    public static RolloutBatch Of(IReadOnlyList<IReadOnlyList<Rollout>> groups)
    {
        Rollout[] all = [.. groups.SelectMany(group => group)];
        int[] longest = [.. groups.Select(group => group.Max(rollout => rollout.Sequence.Completion.Length))];
        PackedBatchBuilder builder = new PackedBatchBuilder()
            .Level("group", groups.Count)
            .LevelOf("completion", "group", groups.Select(group => group.Count))
            .LevelOf("token", "completion", all.Select(rollout => rollout.Sequence.Completion.Length))
            .LevelOf("position", "group", longest)
            .Column("completion", "reward", all.Select(rollout => rollout.Reward))
            .Column("token", "rollout_logp", all.SelectMany(rollout => rollout.LogProbabilities))
            .Column("token", "is_end", all.SelectMany(Ends))
            .Link("token", "position", "position", Positions(groups, longest));
        foreach (string feature in all.SelectMany(rollout => rollout.Features.Keys).Distinct())
        {
            builder.Column("completion", feature, all.Select(rollout => rollout.Features[feature]));
        }

        return new RolloutBatch(builder.Build(), all);
    }

    private static IEnumerable<double> Ends(Rollout rollout) =>
        rollout.LogProbabilities.Select((_, token) => rollout.Stopped && token == rollout.LogProbabilities.Length - 1 ? 1.0 : 0.0);

    private static int[] Positions(IReadOnlyList<IReadOnlyList<Rollout>> groups, int[] longest)
    {
        List<int> positions = [];
        int first = 0;
        for (int group = 0; group < groups.Count; group++)
        {
            foreach (Rollout rollout in groups[group])
            {
                positions.AddRange(Enumerable.Range(first, rollout.Sequence.Completion.Length));
            }

            first += longest[group];
        }

        return [.. positions];
    }
}
