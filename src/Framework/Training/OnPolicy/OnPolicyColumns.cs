using Paragon.Models;
using Paragon.Rollouts;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Training;

/// <summary>Computes the columns that an objective reads of a rollout, and no others.</summary>
internal sealed class OnPolicyColumns
{
    private static readonly ColumnName Draw = new("token", "draw");

    private static readonly string[] Levels = ["group", "completion", "token", "position", ScoreColumns.Level];

    private static readonly ColumnName[] Provided =
    [
        new("completion", "reward"), new("completion", "baseline_reward"), Draw, new("token", "is_end"), new("token", "rollout_logp"), new("token", "old_logp"),
        new("token", "ref_logp"), new("token", "old_value"), PolicyColumns.LogProb, PolicyColumns.Entropy, PolicyColumns.Value, PolicyColumns.SumSquaredProbability,
        RewardModel.LogProb, RewardModel.Value, .. ScoreColumns.Columns, .. PrefixValues.Columns,
    ];

    private readonly ObjectiveInputs _all;
    private readonly ObjectiveInputs _preparation;
    private readonly PolicyColumns _prepared;
    private readonly Policy _policy;
    private readonly Transformer? _reference;
    private readonly double _temperature;
    private readonly bool _severalUpdates;
    private readonly RewardModel? _rewardModel;

    internal OnPolicyColumns(
        ShapingChain chain, RolloutLevels further, Policy policy, Transformer? reference, double temperature, bool severalUpdates, RewardModel? rewardModel = null)
    {
        (_all, _preparation) = (chain.Inputs, chain.Preparation);
        (_policy, _reference, _temperature, _severalUpdates, _rewardModel) = (policy, reference, temperature, severalUpdates, rewardModel);
        string[] levels = [.. Levels, .. further.Names, AnswerBeliefs.Level];
        ColumnName[] columns = [.. Provided, .. further.Columns, AnswerBeliefs.LogProb];
        _all.RequireOnly(
            chain.First(own => own.Levels.Except(levels).Any() || own.Required.Intersect(_all.Required).Except(columns).Any()), "On-policy training", levels, columns,
            " What gives rewards or advantages alone can be put before it: --shaping NAME (gae, for advantages).");
        rewardModel?.Inputs?.RequireOnly(rewardModel.Objective!, "Training of a reward model on rollouts", levels, columns);
        _prepared = new PolicyColumns(_all, temperature);
    }

    /// <summary>Whether the rewards of greedy completions are read.</summary>
    internal bool ReadsBaseline => _all.Reads("completion", "baseline_reward");

    /// <summary>The batch with every column that the objective reads and that does not change from update to update.</summary>
    /// <param name="batch">The rollouts.</param>
    /// <param name="sequences">Prompts and completions, in the order of the batch's completions.</param>
    /// <param name="chance">Where methods that choose by chance get their numbers from.</param>
    internal PackedBatch Add(PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences, Random chance)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable constant = no_grad();
        if (_reference is not null && (_all.Reads("token", "ref_logp") || _rewardModel?.Inputs?.Reads("token", "ref_logp") is true))
        {
            batch = batch.With("token", "ref_logp", PolicyColumns.LogProbabilities(_reference, sequences, _temperature));
        }

        if (_all.Reads(Draw.Level, Draw.Column))
        {
            batch = batch.With(Draw.Level, Draw.Column, [.. Enumerable.Range(0, batch.Rows(Draw.Level)).Select(_ => chance.NextDouble())]);
        }

        bool readsOld = (_all.Reads("token", "old_logp") && (_severalUpdates || _preparation.Reads("token", "old_logp")))
            || _rewardModel?.Inputs?.Reads("token", "old_logp") is true;
        bool readsCurrent = _prepared.Names.Any(name => _preparation.Reads(name.Level, name.Column));
        bool readsValue = _all.Reads("token", "old_value");
        if (!readsOld && !readsCurrent && !readsValue)
        {
            return batch;
        }

        Dictionary<ColumnName, Tensor> now = _prepared.Compute(_policy, sequences);
        foreach ((ColumnName name, Tensor values) in now)
        {
            double[] numbers = PolicyColumns.ToArray(values);
            batch = _preparation.Reads(name.Level, name.Column) ? batch.With(name.Level, name.Column, numbers) : batch;
            batch = name == PolicyColumns.LogProb && readsOld ? batch.With("token", "old_logp", numbers) : batch;
            batch = name == PolicyColumns.Value && readsValue ? batch.With("token", "old_value", numbers) : batch;
        }

        return batch;
    }

    /// <summary>The batch with the columns of the reward model, as it is now.</summary>
    internal PackedBatch AddRewardModel(PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences) =>
        _rewardModel?.AddTo(batch, sequences, _all, _temperature) ?? batch;
}
