namespace Paragon.Experiments.CreditAssignment;

/// <summary>Trains a tabular policy with an objective's own formulas, on the kernels that train models.</summary>
/// <param name="policy">The policy.</param>
/// <param name="objective">Rewards, advantages and the loss.</param>
internal sealed class TableLearner(SoftmaxTable policy, IObjective objective)
{
    private readonly FusedBackend _backend = new(parallel: false);

    /// <summary>One step up the policy gradient: the mean over episodes of the sum over their actions.</summary>
    /// <param name="groups">Episodes, by prompt, drawn with the policy as it is.</param>
    /// <param name="stepSize">Step size.</param>
    /// <param name="extend">Adds the levels and columns that the objective reads besides; nothing when null.</param>
    public void Learn(IReadOnlyList<Episode[]> groups, double stepSize, Func<PackedBatch, PackedBatch>? extend = null)
    {
        PackedBatch batch = Batch(groups);
        AddGradient(groups, _backend.Prepare(objective, extend is null ? batch : extend(batch)));
        policy.Descend(stepSize * batch.Rows("token") / batch.Rows("completion"));
    }

    /// <summary>Adds the derivative of the loss to the policy's gradient.</summary>
    /// <param name="groups">Episodes.</param>
    /// <param name="prepared">Their batch, with advantages.</param>
    /// <returns>The derivatives of the loss, by column.</returns>
    public IReadOnlyDictionary<ColumnName, double[]> AddGradient(IReadOnlyList<Episode[]> groups, PackedBatch prepared)
    {
        IReadOnlyDictionary<ColumnName, double[]> gradient = _backend.Loss(objective, prepared).Gradient!;
        double[] slopes = gradient[new ColumnName("token", "logp")];
        int token = 0;
        foreach (Episode episode in groups.SelectMany(group => group))
        {
            for (int t = 0; t < episode.Length; t++)
            {
                policy.Add(episode.States[t], episode.Actions[t], slopes[token++]);
            }
        }

        return gradient;
    }

    /// <summary>The batch with rewards and advantages of the objective.</summary>
    public PackedBatch Prepare(PackedBatch batch) => _backend.Prepare(objective, batch);

    /// <summary>Episodes as a packed batch: groups, completions with their rewards, tokens with their log-probabilities.</summary>
    public PackedBatch Batch(IReadOnlyList<Episode[]> groups)
    {
        Episode[] all = [.. groups.SelectMany(group => group)];
        double[] logs = [.. all.SelectMany(episode => episode.States.Zip(episode.Actions, policy.LogProbability))];
        return new PackedBatchBuilder()
            .Level("group", groups.Count)
            .LevelOf("completion", "group", groups.Select(group => group.Length))
            .LevelOf("token", "completion", all.Select(episode => episode.Length))
            .Column("completion", "reward", all.Select(episode => episode.Reward))
            .Column("token", "logp", logs)
            .Column("token", "old_logp", logs)
            .Build();
    }
}
