using Paragon.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Training;

/// <summary>
/// A second model beside policy and reference, whose log-probabilities of the policy's completions, and values where it has
/// a head, formulas read as <c>reward_logp</c> and <c>reward_value</c>. It is frozen, or learns from the rollouts.
/// </summary>
public sealed class RewardModel : IDisposable
{
    internal static readonly ColumnName LogProb = new("token", "reward_logp");
    internal static readonly ColumnName Value = new("token", "reward_value");

    private readonly Policy _model;
    private readonly Trainer? _trainer;

    /// <summary>A frozen reward model.</summary>
    /// <param name="model">The model and, where <c>reward_value</c> is read, its head; the reward model disposes of it.</param>
    public RewardModel(Policy model) => _model = model;

    /// <summary>A reward model that learns.</summary>
    /// <param name="model">The model and, where its objective reads values, a head; the reward model disposes of it.</param>
    /// <param name="learner">The policy's objective, which says what the reward model minimises.</param>
    /// <param name="options">How its parameters follow the gradient.</param>
    /// <param name="updates">Its updates in the whole run.</param>
    /// <exception cref="TrainingException">All its parameters are frozen, or an option is out of its range.</exception>
    public RewardModel(Policy model, ITrainsRewardModel learner, TrainerOptions options, int updates)
        : this(model)
    {
        if (model.Parameters.All(parameter => !parameter.Parameter.requires_grad))
        {
            throw new TrainingException($"The reward model of '{learner.RewardModelObjective.Descriptor.Name}' is to learn, but its parameters are frozen. Copy a model with Clone(requiresGrad: true).");
        }

        Inputs = ObjectiveInputs.Of(learner.RewardModelObjective);
        LearnsBesidePolicy = learner.LearnsBesidePolicy;
        _trainer = new Trainer(model, learner.RewardModelObjective, options, updates);
    }

    /// <summary>Whether formulas read a reward model.</summary>
    internal static bool IsReadBy(ObjectiveInputs inputs) => inputs.Reads(LogProb.Level, LogProb.Column) || inputs.Reads(Value.Level, Value.Column);

    /// <summary>What the reward model's own objective reads of a rollout; null where it is frozen.</summary>
    internal ObjectiveInputs? Inputs { get; }

    /// <summary>Whether it learns in the policy's steps.</summary>
    internal bool LearnsBesidePolicy { get; }

    /// <summary>What the reward model minimises; null where it is frozen.</summary>
    internal IObjective? Objective => _trainer?.Objective;

    /// <summary>Whether it has a head that gives values.</summary>
    internal bool HasValues => _model.ValueHead is not null;

    /// <summary>The batch with the columns of the reward model that the formulas read.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="sequences">Prompt and completion of each of its completions.</param>
    /// <param name="inputs">What the formulas read.</param>
    /// <param name="temperature">Temperature of the log-probabilities.</param>
    internal PackedBatch AddTo(PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences, ObjectiveInputs inputs, double temperature)
    {
        if (inputs.Reads(LogProb.Level, LogProb.Column))
        {
            batch = batch.With(LogProb.Level, LogProb.Column, PolicyColumns.LogProbabilities(_model.Model, sequences, temperature));
        }

        return inputs.Reads(Value.Level, Value.Column) ? batch.With(Value.Level, Value.Column, Values(sequences)) : batch;
    }

    /// <summary>A score of each completion: what the head says at its last token.</summary>
    internal double[] Scores(IReadOnlyList<TokenizedCompletion> sequences)
    {
        double[] values = Values(sequences);
        int end = 0;
        return [.. sequences.Select(sequence => values[(end += sequence.Completion.Length) - 1])];
    }

    /// <summary>One update on a rollout.</summary>
    internal Update Learn(PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences) => _trainer!.Step(batch, sequences);

    internal void Save(string folder)
    {
        Checkpoint.SaveModel(folder, _model);
        _trainer?.Save(folder);
    }

    internal void Load(string folder)
    {
        Checkpoint.LoadModel(folder, _model);
        _trainer?.Load(folder);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _trainer?.Dispose();
        _model.Dispose();
    }

    private double[] Values(IReadOnlyList<TokenizedCompletion> sequences)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable constant = no_grad();
        return PolicyColumns.ToArray(_model.ValueHead!.Values(CompletionStates.BeforeEachToken(_model.Model, sequences)));
    }
}
