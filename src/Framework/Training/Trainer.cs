using Paragon.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Training;

/// <summary>
/// Turns a batch into one update of the policy's parameters: what every loop shares. The gradient is that of the whole
/// batch, in however many micro-batches it is computed.
/// </summary>
public sealed class Trainer : IDisposable
{
    private const string OptimizerName = "optimizer.bin";
    private const string ObjectiveName = "objective.json";

    private readonly Policy _policy;
    private readonly TrainerOptions _options;
    private readonly PolicyColumns _columns;
    private readonly PolicyOptimizer _optimizer;
    private readonly IReadOnlyDictionary<string, Transformer> _teachers;
    private readonly bool _readsChoices;
    private IObjective _objective;
    private ILossEngine _loss;
    private PolicyGradient _gradient;
    private ChoiceGradient? _choices;

    /// <summary>A trainer.</summary>
    /// <param name="policy">What is trained. The trainer does not dispose of it.</param>
    /// <param name="objective">What is minimised.</param>
    /// <param name="options">How.</param>
    /// <param name="updates">Updates of the whole run, where a falling learning rate ends.</param>
    /// <param name="teachers">
    /// Frozen models, by the column of <see cref="Choice"/> that holds their logits: <c>ref_logit</c> for the reference policy. Needed where
    /// a formula reads them.
    /// </param>
    /// <exception cref="TrainingException">An option is out of its range, the objective has no loss, or it reads distributions in a way that cannot be computed some completions at a time.</exception>
    public Trainer(Policy policy, IObjective objective, TrainerOptions options, int updates, IReadOnlyDictionary<string, Transformer>? teachers = null)
    {
        options.Validate();
        (_policy, _objective, _options) = (policy, objective, options);
        RequireLoss(objective);
        _loss = LossEngines.Choose(options.Backend, objective, policy.Model);
        ObjectiveInputs inputs = ObjectiveInputs.OfUpdate(objective);
        _columns = new PolicyColumns(inputs, options.Temperature, options.RowsPerChunk);
        _readsChoices = ChoiceLevel.IsRead(inputs);
        _teachers = (teachers ?? new Dictionary<string, Transformer>()).Where(teacher => inputs.Reads(ChoiceLevel.Name, teacher.Key)).ToDictionary();
        if (_readsChoices)
        {
            ChoiceChecks.Require(objective, inputs, _teachers);
        }

        (_gradient, _choices) = Gradients();
        _optimizer = new PolicyOptimizer(policy, options, updates);
    }

    /// <summary>Stops a training with an objective that has nothing to minimise.</summary>
    /// <exception cref="TrainingException">It has no loss.</exception>
    internal static void RequireLoss(IObjective objective)
    {
        if (objective.Stages.All(stage => stage.Kind != StageKind.Loss))
        {
            string name = objective.Descriptor.Name;
            ColumnName[] gives = [.. objective.Stages.SelectMany(ObjectiveInputs.MadeBy)];
            string example = gives.Contains(new ColumnName("completion", "reward")) ? "grpo" : "NAME";
            throw new TrainingException($"'{name}' has no loss: it gives {string.Join(", ", gives.Select(column => column.ToString()).DefaultIfEmpty("nothing"))} to another objective. Put it before one that has a loss and reads that: --objective {example} --shaping {name} ('paragon explain NAME' shows what one reads).");
        }
    }

    /// <summary>Number of updates so far.</summary>
    public int Updates => _optimizer.Steps;

    /// <summary>The objective, with the state that it has by now.</summary>
    internal IObjective Objective => _objective;

    /// <summary>The metrics that the objective's state (<see cref="ICarriesState"/>) was made of, or null where it has none.</summary>
    internal IReadOnlyDictionary<string, double>? Carried { get; private set; }

    /// <summary>Takes one step along the gradient of a batch.</summary>
    /// <param name="batch">The batch with every column that the objective reads, but for those that the policy computes.</param>
    /// <param name="sequences">Prompt and completion of each completion of the batch, in the order of its rows.</param>
    /// <exception cref="TrainingException">A loss or gradient is not finite; the message names the update and the column. The parameters are as they were.</exception>
    /// <exception cref="BatchException">The batch lacks a column, or would have to be taken apart although the objective needs it whole.</exception>
    public Update Step(PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences)
    {
        ZeroGradient();
        return Apply(AddGradient(batch, sequences));
    }

    /// <inheritdoc/>
    public void Dispose() => _optimizer.Dispose();

    /// <summary>Learning rate of the next update.</summary>
    internal double LearningRate => _optimizer.LearningRate;

    /// <summary>Empties the gradient of the parameters.</summary>
    internal void ZeroGradient() => _optimizer.ZeroGradient();

    /// <summary>Adds the gradient of a batch's loss to that of the parameters.</summary>
    /// <inheritdoc cref="Step" path="/param"/>
    /// <inheritdoc cref="Step" path="/exception"/>
    internal TrainedLoss AddGradient(PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences)
    {
        using DisposeScope scope = NewDisposeScope();
        IReadOnlyList<MicroBatch> parts = MicroBatch.Split(batch, sequences, _options.MicroBatchTokens, _policy.Model, _readsChoices);
        try
        {
            (double loss, Dictionary<string, double> metrics) = _choices is not null ? InChunks(_choices, parts) : parts.Count == 1 ? Whole(parts[0]) : InParts(parts, batch);
            return new TrainedLoss(loss, metrics, batch.Rows("token"));
        }
        finally
        {
            foreach (MicroBatch part in parts)
            {
                part.Dispose();
            }
        }
    }

    /// <summary>Takes one step along the gradient that the parameters have.</summary>
    /// <param name="loss">The batch that it is reported of.</param>
    internal Update Apply(TrainedLoss loss)
    {
        (double norm, double rate) = _optimizer.Step();
        Carry(loss.Metrics);
        return new Update(loss.Value, loss.Metrics, norm, rate, loss.Tokens);
    }

    /// <summary>Gives an objective with state the metrics of the batch before the next one.</summary>
    internal void Carry(IReadOnlyDictionary<string, double> metrics)
    {
        if (_objective is ICarriesState state)
        {
            Carried = metrics;
            _objective = state.Next(metrics);
            _loss = LossEngines.Choose(_options.Backend, _objective, _policy.Model);
            (_gradient, _choices) = Gradients();
        }
    }

    /// <summary>Writes the optimiser and, of an objective with state, the metrics that it was made of.</summary>
    internal void Save(string folder)
    {
        _optimizer.Save(Path.Combine(folder, OptimizerName));
        if (Carried is { } carried)
        {
            Checkpoint.WriteNumbers(Path.Combine(folder, ObjectiveName), carried);
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    internal void Load(string folder)
    {
        _optimizer.Load(Path.Combine(folder, OptimizerName));
        string objective = Path.Combine(folder, ObjectiveName);
        if (File.Exists(objective))
        {
            Carry(Checkpoint.ReadNumbers(objective));
        }
    }

    private (PolicyGradient, ChoiceGradient?) Gradients() =>
        (new PolicyGradient(_policy, _columns, _objective, _loss), _readsChoices ? new ChoiceGradient(_policy, _columns, _teachers, _objective, _loss, _options) : null);

    private (double, Dictionary<string, double>) InChunks(ChoiceGradient choices, IReadOnlyList<MicroBatch> parts)
    {
        foreach (MicroBatch part in parts)
        {
            part.SupplyForStatistics(_policy, _columns);
        }

        TensorBatch[] all = [.. parts.Select(part => part.Tensors)];
        (IReadOnlyList<double[]> statistics, IReadOnlyList<double[]> ofMetrics) = (_loss.Statistics(all), _loss.MetricStatistics(all));
        double loss = 0;
        Dictionary<string, double> metrics = [];
        foreach (MicroBatch part in parts)
        {
            (double share, Dictionary<string, double> ofPart) = choices.Add(part, statistics, ofMetrics, Updates);
            loss += share;
            foreach ((string name, double metric) in ofPart)
            {
                metrics[name] = metrics.GetValueOrDefault(name) + metric;
            }
        }

        return (loss, metrics);
    }

    private (double, Dictionary<string, double>) Whole(MicroBatch part)
    {
        double loss = _gradient.Add(part, () => _loss.Statistics([part.Tensors]), Updates);
        return (loss, _loss.Metrics(part.Tensors));
    }

    private (double, Dictionary<string, double>) InParts(IReadOnlyList<MicroBatch> parts, PackedBatch batch)
    {
        foreach (MicroBatch part in parts)
        {
            part.SupplyForStatistics(_policy, _columns);
        }

        IReadOnlyList<double[]> statistics = _loss.Statistics([.. parts.Select(part => part.Tensors)]);
        double loss = 0;
        Dictionary<ColumnName, double[]> columns = [];
        foreach (MicroBatch part in parts)
        {
            using DisposeScope scope = NewDisposeScope();
            loss += _gradient.Add(part, () => statistics, Updates);
            part.Scatter(_columns.Names, columns, batch);
        }

        // Without a gradient the columns of the whole batch are small enough to be together again.
        foreach ((ColumnName name, double[] values) in columns)
        {
            batch = batch.With(name.Level, name.Column, values);
        }

        using TensorBatch whole = new(batch, _policy.Model.DataType, _policy.Model.Device);
        return (loss, _loss.Metrics(whole));
    }
}
