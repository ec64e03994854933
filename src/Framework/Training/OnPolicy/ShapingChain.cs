using Paragon.Segmentation;

namespace Paragon.Training;

/// <summary>
/// An objective and those that are put before it. They have no loss: each shapes the rewards, or gives advantages, for those after
/// it. The score that one reads is what the one before it made of the reward.
/// </summary>
internal sealed class ShapingChain
{
    private const string StateName = "shaping.json";

    private static readonly ColumnName Reward = new("completion", "reward"), OfTokens = new("token", "reward");

    private readonly IObjective[] _all;
    private readonly ObjectiveInputs[] _own;
    private readonly RunningStatistics[] _seen;

    /// <param name="objective">The objective that is trained with.</param>
    /// <param name="shapings">Those before it, in order; none when null.</param>
    /// <exception cref="TrainingException">One of those before has a loss, or gives nothing that is read after it.</exception>
    internal ShapingChain(IObjective objective, IReadOnlyList<IObjective>? shapings = null)
    {
        Shapings = shapings ?? [];
        _all = [.. Shapings, objective];
        _own = [.. _all.Select(ObjectiveInputs.Of)];
        _seen = [.. _all.Select(_ => new RunningStatistics())];
        for (int place = 0; place < Shapings.Count; place++)
        {
            Require(place);
        }

        Inputs = ObjectiveInputs.Of(Shapings, objective, preparationOnly: false);
        Preparation = ObjectiveInputs.Of(Shapings, objective, preparationOnly: true);
    }

    /// <summary>Those before the objective that is trained with.</summary>
    internal IReadOnlyList<IObjective> Shapings { get; }

    /// <summary>The objective that is trained with, as it was at the start.</summary>
    internal IObjective Objective => _all[^1];

    /// <summary>The first of them of which something holds, for a message; the objective where it holds of none.</summary>
    internal IObjective First(Func<ObjectiveInputs, bool> holds) => _all.Where((_, place) => holds(_own[place])).FirstOrDefault(Objective);

    /// <summary>What is read that none of them makes.</summary>
    internal ObjectiveInputs Inputs { get; }

    /// <summary>What is read of it before the first update.</summary>
    internal ObjectiveInputs Preparation { get; }

    /// <summary>What they read of a completion's text.</summary>
    internal IReadOnlyList<FeatureFunction> Features => [.. _all.SelectMany(objective => objective.Features).DistinctBy(feature => feature.Name)];

    /// <summary>The segments that they say how to cut.</summary>
    internal IEnumerable<SegmentedLevel> Segments => _all.OfType<ISegmentedObjective>().SelectMany(objective => objective.Segments).DistinctBy(level => level.Level);

    /// <summary>The batch with everything that stands before the objective's own rewards and advantages.</summary>
    /// <param name="backend">What computes formulas.</param>
    /// <param name="batch">The rollout with every column that is read of it.</param>
    /// <returns>The batch, and what to log.</returns>
    internal (PackedBatch Batch, IReadOnlyDictionary<string, double> Values) Shape(IBackend backend, PackedBatch batch)
    {
        Dictionary<string, double> values = [];
        bool spread = false;
        for (int place = 0; place < _all.Length; place++)
        {
            batch = Reads(place, ScoreColumns.Score) && MakesReward(place) ? batch.With("completion", "score", batch.Column("completion", "reward")) : batch;
            if (!spread && KnowsTokensOnly && Reads(place, OfTokens))
            {
                (batch, spread) = (OnLastTokens(batch), true);
            }

            batch = WithSeen(batch, place);
            if (place < Shapings.Count)
            {
                batch = backend.Prepare(_all[place], batch);
                AddMetrics(values, backend, _all[place], batch);
            }
        }

        if (MakesReward(_all.Length - 1))
        {
            values["shaped_reward"] = batch.Column("completion", "reward").Average();
        }

        return (batch, values);
    }

    private static void AddMetrics(Dictionary<string, double> values, IBackend backend, IObjective objective, PackedBatch batch)
    {
        foreach (Stage metric in objective.Stages.Where(stage => stage.Kind == StageKind.Metric))
        {
            values[$"{objective.Descriptor.Name.Replace('-', '_')}_{metric.Column}"] = backend.Values(objective, metric, batch).DefaultIfEmpty().Average();
        }
    }

    /// <summary>Writes what was seen of scores so far, where a formula reads it.</summary>
    internal void Save(string folder)
    {
        if (ScoreColumns.ReadSeen(Inputs))
        {
            Checkpoint.WriteNumbers(Path.Combine(folder, StateName), _seen.SelectMany((seen, place) => seen.Columns.Select(column => ($"{place}.{column.Name}", column.Value))).ToDictionary());
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    internal void Load(string folder)
    {
        if (ScoreColumns.ReadSeen(Inputs))
        {
            Dictionary<string, double> numbers = Checkpoint.ReadNumbers(Path.Combine(folder, StateName));
            for (int place = 0; place < _seen.Length; place++)
            {
                _seen[place] = RunningStatistics.Of(column => numbers[$"{place}.{column}"]);
            }
        }
    }

    /// <summary>Whether the objective knows rewards of tokens only: then each completion's is given on its last token.</summary>
    private bool KnowsTokensOnly => Reads(Shapings.Count, OfTokens) && !Reads(Shapings.Count, Reward);

    private bool Reads(int place, ColumnName column) => _own[place].Reads(column.Level, column.Column);

    private bool MakesReward(int before) => _all.Take(before).Any(objective => Made(objective).Contains(Reward));

    /// <summary>What was known of the scores before, which count from now on.</summary>
    private PackedBatch WithSeen(PackedBatch batch, int place)
    {
        if (!ScoreColumns.ReadSeen(_own[place]))
        {
            return batch;
        }

        batch = _seen[place].On(batch);
        _seen[place] = _seen[place].With(batch.Column("completion", "score"));
        return batch;
    }

    private void Require(int place)
    {
        string name = _all[place].Descriptor.Name;
        if (_all[place].Stages.Any(stage => stage.Kind == StageKind.Loss))
        {
            throw new TrainingException($"'{name}' has a loss of its own, so it cannot shape for another. Before '{Objective.Descriptor.Name}' stand objectives with rewards or advantages only (paragon list shows the stages).");
        }

        ColumnName[] made = [.. Made(_all[place])];
        if (!made.Any(column => IsReadAfter(column, place)))
        {
            throw new TrainingException($"'{name}' gives {string.Join(", ", made)}, and nothing after it reads that: {string.Join(", ", _all.Skip(place + 1).Select(after => $"'{after.Descriptor.Name}'"))}. Leave it out of --shaping, or put it before an objective that does.");
        }
    }

    private bool IsReadAfter(ColumnName column, int place)
    {
        for (int after = place + 1; after < _all.Length; after++)
        {
            if (Reads(after, column) || (column == Reward && (Reads(after, ScoreColumns.Score) || (KnowsTokensOnly && Reads(after, OfTokens)))))
            {
                return true;
            }

            if (Made(_all[after]).Contains(column))
            {
                return false;
            }
        }

        return false;
    }

    private static IEnumerable<ColumnName> Made(IObjective objective) => objective.Stages.SelectMany(ObjectiveInputs.MadeBy);

    private static PackedBatch OnLastTokens(PackedBatch batch)
    {
        double[] rewards = new double[batch.Rows("token")];
        PackedLink completion = batch.Link("token", "completion");
        for (int row = 0; row < batch.Rows("completion"); row++)
        {
            if (completion.Sources(row) is [.., int last])
            {
                rewards[last] = batch.Column("completion", "reward")[row];
            }
        }

        return batch.With("token", "reward", rewards);
    }
}
