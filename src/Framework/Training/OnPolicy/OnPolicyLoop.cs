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

    private static readonly Dictionary<string, double> _nothing = [];

    private readonly Policy _policy;
    private readonly IExampleSource<Prompt> _prompts;
    private readonly RolloutCollector _collector;
    private readonly OnPolicyOptions _options;
    private readonly TrainerOptions _trainerOptions;
    private readonly Seeds _seeds;
    private readonly ShapingChain _chain;
    private readonly ScoreColumns _scores;
    private readonly PrefixValues _values;
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
    /// <param name="segments">Levels of segments beside those, or in the place of those, that the objective itself says how to cut, with what a judge or critic says of each; none when null.</param>
    /// <param name="shapings">Objectives without a loss that are put before the objective, in order: they shape rewards or give advantages; none when null.</param>
    /// <exception cref="TrainingException">An option is out of its range, or the objective reads what this training cannot give.</exception>
    public OnPolicyLoop(
        Policy policy, Transformer? reference, IObjective objective, IExampleSource<Prompt> prompts, IRewardFunction reward,
        ITokenizer tokenizer, OnPolicyOptions options, TrainerOptions trainer, Seeds seeds, RewardModel? rewardModel = null, IReadOnlyList<SegmentedLevel>? segments = null,
        IReadOnlyList<IObjective>? shapings = null)
    {
        options.Validate();
        _chain = new ShapingChain(objective, shapings);
        _chain.Inputs.RequireReference(objective, reference, ofRollouts: true);
        _chain.Inputs.RequireRewardModel(_chain.First(RewardModel.IsReadBy), rewardModel);
        rewardModel?.Inputs?.RequireReference(rewardModel.Objective!, reference);
        if (options.RewardModelSteps > 0 && rewardModel?.Inputs is null)
        {
            throw new TrainingException($"'{objective.Descriptor.Name}' trains no reward model, so there are no steps for one alone. Leave --reward-model-steps out.");
        }

        _rewardModel = rewardModel;
        (_policy, _prompts, _options, _trainerOptions, _seeds) = (policy, prompts, options, trainer, seeds);
        _backend = trainer.Backend == LossBackend.Tensor || objective.Fused is null ? new TensorBackend() : new FusedBackend();
        _endOfText = tokenizer.EndOfText;
        _collector = new RolloutCollector(tokenizer, reward, _chain.Features);
        _scores = new ScoreColumns(_chain.Inputs, new RolloutCollector(tokenizer, reward), reference, rewardModel, options.References);
        PrefixValues.RequireRange(objective, _chain.Inputs, reward);
        _values = new PrefixValues(_chain.Inputs, _collector, policy.Model, reference, options.Continuations);
        _levels = new RolloutLevels(_chain, tokenizer, segments, options.StepTokens);
        _beliefs = new AnswerBeliefs(_chain, tokenizer, policy, trainer.Temperature);
        _columns = new OnPolicyColumns(_chain, _levels, policy, reference, trainer.Temperature, options.Epochs * options.MiniBatches > 1, rewardModel);
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
        (PackedBatch? prepared, IReadOnlyDictionary<string, double> ofShaping) = policyLearns ? Prepared(drawn) : (null, _nothing);
        Update? update = prepared is not null ? Learn(prepared, sequences) : null;
        return new StepReport(step, OnPolicyValues.Of(rollouts, flat, failures.Count, update, ofRewardModel, ofShaping, clock.Seconds), failures);
    }

    /// <inheritdoc/>
    Trainer IGradientSource.Trainer => _trainer;

    /// <inheritdoc/>
    GradientReport IGradientSource.AddGradient(int step)
    {
        (Drawn? drawn, IReadOnlyList<string> failures, int flat) = DrawStep(step);
        if (drawn is null)
        {
            return new GradientReport(null, _nothing, failures);
        }

        (PackedBatch batch, IReadOnlyDictionary<string, double> ofShaping) = Prepared(drawn);
        return new GradientReport(
            _trainer.AddGradient(batch, drawn.Rollouts.Sequences), OnPolicyValues.Of(drawn.Rollouts, flat, failures.Count, null, null, ofShaping, 0), failures);
    }

    /// <summary>The batch with shaped rewards and the objective's own rewards and advantages; greedy completions are shaped after the drawn ones.</summary>
    private (PackedBatch Batch, IReadOnlyDictionary<string, double> OfShaping) Prepared(Drawn drawn)
    {
        (PackedBatch batch, IReadOnlyDictionary<string, double> values) = _chain.Shape(_backend, _columns.AddRewardModel(drawn.Batch, drawn.Rollouts.Sequences));
        if (drawn.Greedy is { } greedy && _chain.Shapings.Count > 0)
        {
            PackedBatch ofGreedy = _columns.AddRewardModel(Described(WithBaseline(greedy, greedy), greedy, drawn.Step), greedy.Sequences);
            batch = WithBaseline(batch, _chain.Shape(_backend, ofGreedy).Batch.Column("completion", "reward"));
        }

        return (_backend.Prepare(_trainer.Objective, batch), values);
    }

    /// <summary>The completions of a step with every column that does not change from update to update; null where none had a reward.</summary>
    private (Drawn? Drawn, IReadOnlyList<string> Failures, int Flat) DrawStep(int step)
    {
        using Sampler sampler = new(_policy.Model, Sampling(_trainerOptions.Temperature), _seeds.For("sampling", step));
        (RolloutBatch? rollouts, IReadOnlyList<string> failures, int flat) = Draw(sampler, step);
        if (rollouts is null)
        {
            return (null, failures, flat);
        }

        RolloutBatch? greedy = _columns.ReadsBaseline ? Greedy(rollouts) : null;
        return (new Drawn(Described(WithBaseline(rollouts, greedy), rollouts, step), rollouts, greedy, step), failures, flat);
    }

    /// <summary>The batch of some rollouts with every level and column that is read of them.</summary>
    private PackedBatch Described(PackedBatch batch, RolloutBatch rollouts, int step)
    {
        batch = _beliefs.Add(_levels.Add(batch, rollouts.Rollouts, _seeds.Random("segments", step)), rollouts.Rollouts);
        batch = _scores.Add(batch, rollouts.Rollouts, Sampling(_trainerOptions.Temperature), _seeds.For("references", step));
        batch = _values.Add(batch, rollouts.Rollouts, Sampling(_trainerOptions.Temperature), _seeds.For("continuations", step));
        return _columns.Add(batch, rollouts.Sequences, _seeds.Random("draws", step));
    }

    /// <inheritdoc/>
    public void Save(string folder)
    {
        Checkpoint.SavePolicy(folder, _policy, _trainer);
        _chain.Save(folder);
        _rewardModel?.Save(Path.Combine(folder, RewardModelFolder));
    }

    /// <inheritdoc/>
    public void Load(string folder, DataPosition position)
    {
        Checkpoint.LoadPolicy(folder, _policy, _trainer);
        _chain.Load(folder);
        _rewardModel?.Load(Path.Combine(folder, RewardModelFolder));
        _prompts.Restore(position);
    }

    /// <inheritdoc/>
    public void Dispose() => _trainer.Dispose();

    private SamplingOptions Sampling(double temperature) =>
        new() { Temperature = temperature, MaximumNewTokens = _options.MaximumNewTokens, StopTokens = [_endOfText], RowsPerBatch = 256 };

    /// <summary>Draws as many groups as a step has; with redraws, groups whose rewards are all equal make room for others.</summary>
    private (RolloutBatch? Rollouts, IReadOnlyList<string> Failures, int Flat) Draw(Sampler sampler, int step)
    {
        List<IReadOnlyList<Rollout>> kept = [];
        List<string> failures = [];
        int flat = 0;
        for (int draw = 0; draw <= _options.Redraws && kept.Count < _options.Prompts; draw++)
        {
            Prompt[] prompts = _prompts.Next(_options.Prompts - kept.Count);
            CollectedRollouts drawn = StepTrees.AreRead(_chain.Inputs)
                ? _collector.Collect(prompts, StepTrees.Draw(prompts, _policy.Model, Sampling(_trainerOptions.Temperature), _options, _seeds.For($"trees {draw}", step)))
                : _collector.Collect(prompts, _options.GroupSize, sampler);
            failures.AddRange(drawn.Failures);
            flat += drawn.Groups.Count(IsFlat);
            kept.AddRange(drawn.Groups.Where(group => _options.Redraws == 0 || !IsFlat(group)));
        }

        return (kept.Count == 0 ? null : RolloutBatch.Of(kept), failures, flat);
    }

    private static bool IsFlat(IReadOnlyList<Rollout> group) => group.All(rollout => rollout.Reward == group[0].Reward);

    /// <summary>The greedy completion of each prompt.</summary>
    private RolloutBatch Greedy(RolloutBatch rollouts)
    {
        PackedLink group = rollouts.Batch.Link("completion", "group");
        Prompt[] prompts = [.. Enumerable.Range(0, rollouts.Batch.Rows("group")).Select(row => rollouts.Rollouts[group.Sources(row)[0]].Prompt)];
        using Sampler sampler = new(_policy.Model, Sampling(0), 0);
        CollectedRollouts greedy = _collector.Collect(prompts, 1, sampler);
        return greedy.Failures is [string reason, ..]
            ? throw new TrainingException($"The reward of a greedy completion, which '{_trainer.Objective.Descriptor.Name}' needs as its baseline, failed: {reason}")
            : RolloutBatch.Of(greedy.Groups);
    }

    private static PackedBatch WithBaseline(RolloutBatch rollouts, RolloutBatch? greedy) =>
        greedy is null ? rollouts.Batch : WithBaseline(rollouts.Batch, [.. greedy.Rollouts.Select(rollout => rollout.Reward)]);

    /// <summary>The batch with the reward of each group's greedy completion on all its completions.</summary>
    private static PackedBatch WithBaseline(PackedBatch batch, double[] ofGroups)
    {
        PackedLink group = batch.Link("completion", "group");
        return batch.With("completion", "baseline_reward", [.. Enumerable.Range(0, batch.Rows("completion")).Select(row => ofGroups[group.Target(row)])]);
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

    private sealed record Drawn(PackedBatch Batch, RolloutBatch Rollouts, RolloutBatch? Greedy, int Step);
}
