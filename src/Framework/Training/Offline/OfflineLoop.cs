using Paragon.Data;
using Paragon.Models;

namespace Paragon.Training;

/// <summary>Training on completions that others wrote: pairs, judged and scored completions, demonstrations.</summary>
/// <typeparam name="T">Type of the examples.</typeparam>
public sealed class OfflineLoop<T> : ITrainingLoop, IGradientSource, IDisposable
{
    private readonly Policy _policy;
    private readonly Transformer? _reference;
    private readonly IExampleSource<T> _source;
    private readonly IBatchLayout<T> _layout;
    private readonly OfflineOptions _options;
    private readonly Trainer _trainer;
    private readonly ObjectiveInputs _inputs;
    private readonly RewardModel? _rewardModel;
    private readonly ContrastPrompts? _contrast;
    private readonly IBackend _backend;

    /// <summary>A loop.</summary>
    /// <param name="policy">What is trained. The loop does not dispose of it.</param>
    /// <param name="reference">The frozen reference policy; needed where the objective reads <c>ref_logp</c> or <c>ref_logit</c>, else null.</param>
    /// <param name="objective">What is minimised.</param>
    /// <param name="source">Where examples come from.</param>
    /// <param name="layout">How they become batches.</param>
    /// <param name="options">How they are used.</param>
    /// <param name="trainer">How parameters follow the gradient.</param>
    /// <param name="rewardModel">A frozen second model; needed where the objective reads <c>reward_logp</c> or <c>reward_value</c>, else null. The loop does not dispose of it.</param>
    /// <param name="contrast">What the reference is asked; needed where the objective reads <c>better_logp</c> or <c>worse_logp</c>, else null.</param>
    /// <param name="teachers">Further frozen models, by the column of <see cref="Choice"/> that holds their logits; null for none.</param>
    /// <exception cref="TrainingException">An option is out of its range, or the objective reads what this training cannot give.</exception>
    public OfflineLoop(
        Policy policy, Transformer? reference, IObjective objective, IExampleSource<T> source, IBatchLayout<T> layout, OfflineOptions options, TrainerOptions trainer,
        RewardModel? rewardModel = null, ContrastPrompts? contrast = null, IReadOnlyDictionary<string, Transformer>? teachers = null)
    {
        options.Validate();
        _inputs = ObjectiveInputs.Of(objective);
        Dictionary<string, Transformer> models = new(teachers ?? new Dictionary<string, Transformer>());
        if (reference is not null)
        {
            models.TryAdd(ChoiceLevel.Reference.Column, reference);
        }

        OfflineInputs.Require(objective, layout);
        _inputs.RequireReference(objective, reference);
        _inputs.RequireRewardModel(objective, rewardModel);
        if (contrast is null && ContrastPrompts.AreReadBy(_inputs))
        {
            throw new TrainingException($"'{objective.Descriptor.Name}' reads what the reference says of a completion when it is asked for a better and for a worse answer; give {nameof(ContrastPrompts)}.");
        }

        (_policy, _source, _layout, _options, _rewardModel) = (policy, source, layout, options, rewardModel);
        _reference = _inputs.ReadsReference ? reference : null;
        _contrast = ContrastPrompts.AreReadBy(_inputs) ? contrast : null;
        _backend = trainer.Backend == LossBackend.Tensor || objective.Fused is null ? new TensorBackend() : new FusedBackend();
        _trainer = new Trainer(policy, objective, trainer, options.Steps, models);
        Temperature = trainer.Temperature;
    }

    /// <inheritdoc/>
    public int Steps => _options.Steps;

    /// <inheritdoc/>
    public DataPosition Position => _source.Position;

    private double Temperature { get; }

    /// <inheritdoc/>
    public StepReport Step(int step)
    {
        StepClock clock = new();
        (PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences) = Draw();
        Update update = _trainer.Step(batch, sequences);
        Dictionary<string, double> values = [];
        Updates.AddTo(values, update, batch.Rows("token"), clock.Seconds);
        return new StepReport(step, values, []);
    }

    /// <inheritdoc/>
    Trainer IGradientSource.Trainer => _trainer;

    /// <inheritdoc/>
    GradientReport IGradientSource.AddGradient(int step)
    {
        (PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences) = Draw();
        return new GradientReport(_trainer.AddGradient(batch, sequences), new Dictionary<string, double>(), []);
    }

    private (PackedBatch Batch, IReadOnlyList<TokenizedCompletion> Sequences) Draw()
    {
        (PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences) = _layout.Pack(_source.Next(_options.BatchSize));
        if (_inputs.Reads("token", "ref_logp"))
        {
            batch = batch.With("token", "ref_logp", PolicyColumns.LogProbabilities(_reference!, sequences, Temperature));
        }

        batch = _contrast?.AddTo(batch, _reference!, sequences, Temperature) ?? batch;
        batch = _rewardModel?.AddTo(batch, sequences, _inputs, Temperature) ?? batch;
        return (_backend.Prepare(_trainer.Objective, batch), sequences);
    }

    /// <inheritdoc/>
    public void Save(string folder) => Checkpoint.SavePolicy(folder, _policy, _trainer);

    /// <inheritdoc/>
    public void Load(string folder, DataPosition position)
    {
        Checkpoint.LoadPolicy(folder, _policy, _trainer);
        Restore(position);
    }

    /// <summary>Goes to a saved position of the data.</summary>
    internal void Restore(DataPosition position) => _source.Restore(position);

    /// <inheritdoc/>
    public void Dispose() => _trainer.Dispose();
}
