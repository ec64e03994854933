namespace Paragon.Experiments.ProcessRewards;

/// <summary>Episodes of one action a step, as a batch: groups of completions, and for each action a token, which is a step of its own.</summary>
internal static class EpisodeBatch
{
    /// <summary>The levels and links, without columns.</summary>
    /// <param name="groups">Number of groups.</param>
    /// <param name="groupSize">Episodes of each.</param>
    /// <param name="length">Actions of each episode.</param>
    /// <param name="level">Name of the level of steps; none when null.</param>
    public static PackedBatch Of(int groups, int groupSize, int length, string? level = null)
    {
        int count = groups * groupSize;
        int[] same = [.. Enumerable.Range(0, count * length)];
        PackedBatchBuilder builder = new PackedBatchBuilder()
            .Level("group", groups)
            .LevelOf("completion", "group", Enumerable.Repeat(groupSize, groups))
            .LevelOf("token", "completion", Enumerable.Repeat(length, count));
        return level is null ? builder.Build()
            : builder.LevelOf(level, "completion", Enumerable.Repeat(length, count)).Link("token", level, level, same).Link(level, "last", "token", same).Build();
    }

    /// <summary>Adds to a policy's gradient that of a loss by the log-probabilities of the actions that were taken.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="loss">The loss of a batch.</param>
    /// <param name="states">State of each token.</param>
    /// <param name="actions">Action of each token.</param>
    public static void Add(this SoftmaxTable policy, LossValue loss, IReadOnlyList<int> states, IReadOnlyList<int> actions)
    {
        double[] derivative = loss.Gradient![new ColumnName("token", "logp")];
        for (int token = 0; token < derivative.Length; token++)
        {
            if (derivative[token] != 0)
            {
                policy.Add(states[token], actions[token], derivative[token]);
            }
        }
    }

    /// <summary>Log-probabilities of actions.</summary>
    public static double[] LogProbabilities(this SoftmaxTable policy, IReadOnlyList<int> states, IReadOnlyList<int> actions) =>
        [.. states.Select((state, token) => policy.LogProbability(state, actions[token]))];
}
