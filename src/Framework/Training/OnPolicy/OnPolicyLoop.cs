using Paragon.Data;
using Paragon.Models;
using Paragon.Rollouts;
using Paragon.Segmentation;
using Paragon.Tokenizers;

namespace Paragon.Training;

/// <summary>
/// Training on the policy's own completions: draw groups, reward them, let the objective shape rewards and give credit,
/// then update.
/// </summary>
public sealed class OnPolicyLoop : ITrainingLoop, IGradientSource, IDisposable
{
    internal const string NoContrast = "no group of completions had a reward, or all had equal ones";

    private const string RewardModelFolder = "reward_model";

    private readonly Policy _policy;
    private readonly IExampleSource<Prompt> _prompts;
    private readonly RolloutCollector _collector;
    private readonly OnPolicyOptions _options;
    private readonly TrainerOptions _trainerOptions;
    private readonly Seeds _seeds;
    private readonly RolloutLevels _levels;
    private readonly AnswerBeliefs _beliefs;
    private readonly OnPolicyColumns _columns;
    private readonly IBackend _backend;
    private readonly Trainer _trainer;
    private readonly int _endOfText;
    private readonly RewardModel? _rewardModel;

    /// <summary>A loop.</summary>
    /// <param name="policy">What is trained; <see cref="Policy.For"/> gives it a value head where the objective reads one. The loop does not dispose of it.</param>
    /// <param name="reference">The frozen reference policy; needed where the objective reads <c>ref_logp</c>, else null.</param>
    /// <param name="objective">Rewards, advantages and losses.</param>
    /// <param name="prompts">Where prompts come from.</param>
    /// <param name="reward">What a completion is worth.</param>
    /// <param name="tokenizer">What the model was made for.</param>
    /// <param name="options">How completions are drawn and used.</param>
    /// <param name="trainer">How parameters follow the gradient.</param>
    /// <param name="seeds">Random numbers of the run.</param>
    /// <param name="rewardModel">The second model; needed where the objective reads <c>reward_logp</c> or <c>reward_value</c>, else null. The loop does not dispose of it.</param>
    /// <param name="segments">Levels of segments beside those that the objective itself says how to cut, with what a judge or critic says of each; none when null.</param>
    /// <exception cref="TrainingException">An option is out of its range, or the objective reads what this training cannot give.</exception>
    public OnPolicyLoop(
        Policy policy, Transformer? reference, IObjective objective, IExampleSource<Prompt> prompts, IRewardFunction reward,
        ITokenizer tokenizer, OnPolicyOptions options, TrainerOptions trainer, Seeds seeds, RewardModel? rewardModel = null, IReadOnlyList<SegmentedLevel>? segments = null)
    {
        options.Validate();
        ObjectiveInputs.Of(objective).RequireReference(objective, reference);
        ObjectiveInputs.Of(objective).RequireRewardModel(objective, rewardModel);
        rewardModel?.Inputs?.RequireReference(rewardModel.Objective!, reference);
        if (options.RewardModelSteps > 0 && rewardModel?.Inputs is null)
        {
            throw new TrainingException($"'{objective.Descriptor.Name}' trains no reward model, so there are no steps for one alone. Leave --reward-model-steps out.");
        }

        _rewardModel = rewardModel;
        (_policy, _prompts, _options, _trainerOptions, _seeds) = (policy, prompts, options, trainer, seeds);
        _backend = trainer.Backend == LossBackend.Tensor || objective.Fused is null ? new TensorBackend() : new FusedBackend();
        _endOfText = tokenizer.EndOfText;
        _collector = new RolloutCollector(tokenizer, reward, objective.Features);
        _levels = new RolloutLevels(objective, tokenizer, segments);
        _beliefs = new AnswerBeliefs(objective, tokenizer, policy, trainer.Temperature);
        _columns = new OnPolicyColumns(objective, _levels, policy, reference, trainer.Temperature, options.Epochs * options.MiniBatches > 1, rewardModel);
        _trainer = new Trainer(policy, objective, trainer, options.Updates);
    }

    /// <inheritdoc/>
    public int Steps => _options.RewardModelSteps + _options.Steps;

    /// <inheritdoc/>
    public DataPosition Position => _prompts.Position;

    /// <inheritdoc/>
    public StepReport Step(int step)
    {
        StepClock clock = new();
        (Drawn? drawn, IReadOnlyList<string> failures, int flat) = DrawStep(step);
        if (drawn is not { Batch: { } batch, Rollouts: { } rollouts })
        {
            return StepReport.Skipped(step, failures, NoContrast);
        }

        IReadOnlyList<TokenizedCompletion> sequences = rollouts.Sequences;
        bool policyLearns = step >= _options.RewardModelSteps;
        Update? ofRewardModel = _rewardModel?.Inputs is not null && (_rewardModel.LearnsBesidePolicy || !policyLearns) ? _rewardModel.Learn(batch, sequences) : null;
        Update? update = policyLearns ? Learn(Prepared(batch, sequences), sequences) : null;
        return new StepReport(step, OnPolicyValues.Of(rollouts, flat, failures.Count, update, ofRewardModel, clock.Seconds), failures);
    }

    /// <inheritdoc/>
    Trainer IGradientSource.Trainer => _trainer;

    /// <inheritdoc/>
    GradientReport IGradientSource.AddGradient(int step)
    {
        (Drawn? drawn, IReadOnlyList<string> failures, int flat) = DrawStep(step);
        return drawn is not { Batch: { } batch, Rollouts: { } rollouts }
            ? new GradientReport(null, new Dictionary<string, double>(), failures)
            : new GradientReport(
                _trainer.AddGradient(Prepared(batch, rollouts.Sequences), rollouts.Sequences), OnPolicyValues.Of(rollouts, flat, failures.Count, null, null, 0), failures);
    }

    private PackedBatch Prepared(PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences) =>
        _backend.Prepare(_trainer.Objective, _columns.AddRewardModel(batch, sequences));

    /// <summary>The completions of a step with every column that does not change from update to update; null where none had a reward.</summary>
    private (Drawn? Drawn, IReadOnlyList<string> Failures, int Flat) DrawStep(int step)
    {
        using Sampler sampler = new(_policy.Model, Sampling(_trainerOptions.Temperature), _seeds.For("sampling", step));
        (RolloutBatch? rollouts, IReadOnlyList<string> failures, int flat) = Draw(sampler);
        if (rollouts is null)
        {
            return (null, failures, flat);
        }

        IReadOnlyList<TokenizedCompletion> sequences = rollouts.Sequences;
        PackedBatch batch = _levels.Add(WithBaseline(rollouts), rollouts.Rollouts, _seeds.Random("segments", step));
        batch = _columns.Add(_beliefs.Add(batch, rollouts.Rollouts), sequences, _seeds.Random("draws", step));
        return (new Drawn(batch, rollouts), failures, flat);
    }

    /// <inheritdoc/>
    public void Save(string folder)
    {
        Checkpoint.SavePolicy(folder, _policy, _trainer);
        _rewardModel?.Save(Path.Combine(folder, RewardModelFolder));
    }

    /// <inheritdoc/>
    public void Load(string folder, DataPosition position)
    {
        Checkpoint.LoadPolicy(folder, _policy, _trainer);
        _rewardModel?.Load(Path.Combine(folder, RewardModelFolder));
        _prompts.Restore(position);
    }

    /// <inheritdoc/>
    public void Dispose() => _trainer.Dispose();

    private SamplingOptions Sampling(double temperature) =>
        new() { Temperature = temperature, MaximumNewTokens = _options.MaximumNewTokens, StopTokens = [_endOfText], RowsPerBatch = 256 };

    /// <summary>Draws as many groups as a step has; with redraws, groups whose rewards are all equal make room for others.</summary>
    private (RolloutBatch? Rollouts, IReadOnlyList<string> Failures, int Flat) Draw(Sampler sampler)
    {
        List<IReadOnlyList<Rollout>> kept = [];
        List<string> failures = [];
        int flat = 0;
        for (int draw = 0; draw <= _options.Redraws && kept.Count < _options.Prompts; draw++)
        {
            Prompt[] prompts = _prompts.Next(_options.Prompts - kept.Count);
            CollectedRollouts drawn = _collector.Collect(prompts, _options.GroupSize, sampler);
            failures.AddRange(drawn.Failures);
            flat += drawn.Groups.Count(IsFlat);
            kept.AddRange(drawn.Groups.Where(group => _options.Redraws == 0 || !IsFlat(group)));
        }

        return (kept.Count == 0 ? null : RolloutBatch.Of(kept), failures, flat);
    }

    private static bool IsFlat(IReadOnlyList<Rollout> group) => group.All(rollout => rollout.Reward == group[0].Reward);

    /// <summary>Adds the rewards of the greedy completions where the objective reads them.</summary>
    private PackedBatch WithBaseline(RolloutBatch rollouts)
    {
        if (!_columns.ReadsBaseline)
        {
            return rollouts.Batch;
        }

        PackedLink group = rollouts.Batch.Link("completion", "group");
        Prompt[] prompts = [.. Enumerable.Range(0, rollouts.Batch.Rows("group")).Select(row => rollouts.Rollouts[group.Sources(row)[0]].Prompt)];
        using Sampler greedy = new(_policy.Model, Sampling(0), 0);
        CollectedRollouts baseline = _collector.Collect(prompts, 1, greedy);
        return baseline.Failures is [string reason, ..]
            ? throw new TrainingException($"The reward of a greedy completion, which '{_trainer.Objective.Descriptor.Name}' needs as its baseline, failed: {reason}")
            : rollouts.Batch.With("completion", "baseline_reward", [.. Enumerable.Range(0, rollouts.Rollouts.Count).Select(row => baseline.Groups[group.Target(row)][0].Reward)]);
    }

    private Update Learn(PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences)
    {
        if (_options.MiniBatches == 1)
        {
            return Updates.Mean([.. Enumerable.Range(0, _options.Epochs).Select(_ => _trainer.Step(batch, sequences))]);
        }

        IReadOnlyList<BatchPart> parts = batch.Split(_options.MiniBatches);
        return Updates.Mean([.. Enumerable.Range(0, _options.Epochs).SelectMany(_ => parts)
            .Select(part => _trainer.Step(part.Batch, [.. part.Rows["completion"].Select(row => sequences[row])]))]);
    }

    private sealed record Drawn(PackedBatch Batch, RolloutBatch Rollouts);
}
