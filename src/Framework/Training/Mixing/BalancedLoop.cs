using Paragon.Data;
using Paragon.Models;
using Parameter = TorchSharp.Modules.Parameter;
using static TorchSharp.torch;

namespace Paragon.Training;

/// <summary>
/// Learns from the policy's own completions and from demonstrations at once, along (1 - μ) ∇L_RL + μ ∇L_SFT with a weight μ that may be
/// learned (AMFT, He et al. 2025): every few steps by the derivative of a utility, in every step by the entropy.
/// </summary>
/// <remarks>
/// The utility is minus the loss of a loop on what is kept apart: minus the cross-entropy of demonstrations. As in AMFT its gradient
/// is that before the step, and the step's learning rate stands for η although the optimiser is AdamW.
/// </remarks>
public sealed class BalancedLoop : ITrainingLoop, IDisposable
{
    private const string EntropyMetric = "entropy";
    private const string WeightName = "balance.json";
    private const string ImitationName = "imitation.json";
    private const string ValidationName = "validation.json";

    private readonly Policy _policy;
    private readonly OnPolicyLoop _reinforcement;
    private readonly OfflineLoop<TokenizedCompletion> _imitation;
    private readonly OfflineLoop<TokenizedCompletion>? _validation;
    private readonly ImitationWeightOptions _options;
    private ImitationWeight? _weight;

    /// <summary>A loop of two, both of which it disposes of, and the validation's.</summary>
    /// <param name="policy">What all loops train. The loop does not dispose of it.</param>
    /// <param name="reinforcement">On the policy's own completions; one update a rollout. Its steps and its optimiser are those of the whole.</param>
    /// <param name="imitation">On demonstrations.</param>
    /// <param name="validation">On demonstrations that are kept apart: minus its loss is the utility. Needed where the weight follows one.</param>
    /// <param name="options">How the weight moves.</param>
    /// <exception cref="TrainingException">An option is out of its range, or what the weight follows is absent.</exception>
    public BalancedLoop(
        Policy policy, OnPolicyLoop reinforcement, OfflineLoop<TokenizedCompletion> imitation, OfflineLoop<TokenizedCompletion>? validation, ImitationWeightOptions options)
    {
        options.Validate();
        (_policy, _reinforcement, _imitation, _validation, _options) = (policy, reinforcement, imitation, validation, options);
        IObjective objective = Source(reinforcement).Trainer.Objective;
        if (options.MetaRate > 0 && validation is null)
        {
            throw new TrainingException("The imitation weight follows a utility (its meta rate is not 0), and there is no validation loop to measure one. Give one, or a meta rate of 0.");
        }

        if (options.EntropyRate > 0 && objective.Stages.All(stage => stage.Kind != StageKind.Metric || stage.Column != EntropyMetric))
        {
            throw new TrainingException($"The imitation weight follows the policy's entropy (its entropy rate is not 0), and '{objective.Descriptor.Name}' has no metric '{EntropyMetric}'. Choose an objective that has one (amft), or an entropy rate of 0.");
        }
    }

    /// <inheritdoc/>
    public int Steps => _reinforcement.Steps;

    /// <summary>Position of the prompts; those of the demonstrations are saved with the checkpoint's own files.</summary>
    public DataPosition Position => _reinforcement.Position;

    /// <inheritdoc/>
    public StepReport Step(int step)
    {
        using TorchSharp.DisposeScope scope = NewDisposeScope();
        ImitationWeight weight = _weight ??= new ImitationWeight(_options, _options.EntropyRate > 0 ? TargetEntropy() : 0);
        (GradientReport drawn, Tensor?[] reinforcement) = Gradient(_reinforcement, step);
        if (drawn.Loss is not { } loss)
        {
            return StepReport.Skipped(step, drawn.Failures, OnPolicyLoop.NoContrast);
        }

        (GradientReport shown, Tensor?[] imitation) = Gradient(_imitation, step);
        double metaGradient = step % _options.MetaEvery == 0 && _options.MetaRate > 0 ? MetaGradientOf(step, reinforcement, imitation) : 0;
        double mu = weight.Update(metaGradient, _options.EntropyRate > 0 ? loss.Metrics[EntropyMetric] : 0);
        SetGradient(reinforcement, imitation, mu);
        Update update = Source(_reinforcement).Trainer.Apply(loss);
        Dictionary<string, double> values = new(drawn.Values);
        Updates.AddTo(values, update, "");
        values["imitation_loss"] = shown.Loss!.Value;
        values["imitation_weight"] = mu;
        values["meta_gradient"] = metaGradient;
        return new StepReport(step, values, drawn.Failures);
    }

    /// <inheritdoc/>
    public void Save(string folder)
    {
        _reinforcement.Save(folder);
        Checkpoint.WriteState(Path.Combine(folder, ImitationName), 0, _imitation.Position);
        if (_validation is not null)
        {
            Checkpoint.WriteState(Path.Combine(folder, ValidationName), 0, _validation.Position);
        }

        if (_weight is not null)
        {
            Checkpoint.WriteNumbers(Path.Combine(folder, WeightName), new Dictionary<string, double> { ["weight"] = _weight.Value, ["target_entropy"] = _weight.TargetEntropy });
        }
    }

    /// <inheritdoc/>
    public void Load(string folder, DataPosition position)
    {
        _reinforcement.Load(folder, position);
        _imitation.Restore(Checkpoint.ReadState(Path.Combine(folder, ImitationName)).Position);
        _validation?.Restore(Checkpoint.ReadState(Path.Combine(folder, ValidationName)).Position);
        string weight = Path.Combine(folder, WeightName);
        if (File.Exists(weight))
        {
            Dictionary<string, double> saved = Checkpoint.ReadNumbers(weight);
            _weight = new ImitationWeight(_options, saved["target_entropy"]);
            _weight.Restore(saved["weight"]);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reinforcement.Dispose();
        _imitation.Dispose();
        _validation?.Dispose();
    }

    /// <summary>H*: the policy's mean entropy before the first update.</summary>
    private double TargetEntropy()
    {
        double[] entropies = [.. Enumerable.Range(1, _options.TargetBatches).Select(batch => Gradient(_reinforcement, -batch).Report.Loss?.Metrics[EntropyMetric]).OfType<double>()];
        return entropies.Length > 0 ? entropies.Average()
            : throw new TrainingException($"None of the {_options.TargetBatches} rollouts before the first step gave an entropy to aim at: {OnPolicyLoop.NoContrast}.");
    }

    /// <summary>dU/dμ one step ahead, with U minus the validation's loss.</summary>
    private double MetaGradientOf(int step, Tensor?[] reinforcement, Tensor?[] imitation)
    {
        (_, Tensor?[] loss) = Gradient(_validation!, step);
        double rate = Source(_reinforcement).Trainer.LearningRate;
        return -rate * -(Dot(loss, imitation) - Dot(loss, reinforcement));
    }

    /// <summary>One loop's gradient, taken out of the parameters.</summary>
    private (GradientReport Report, Tensor?[] Gradient) Gradient(ITrainingLoop loop, int step)
    {
        Source(loop).Trainer.ZeroGradient();
        GradientReport report = Source(loop).AddGradient(step);
        return (report, [.. Parameters.Select(parameter => parameter.grad?.clone())]);
    }

    private void SetGradient(Tensor?[] reinforcement, Tensor?[] imitation, double mu)
    {
        foreach ((Parameter parameter, Tensor? first, Tensor? second) in Parameters.Zip(reinforcement, imitation))
        {
            // The value head has no gradient from demonstrations.
            Tensor? mixed = (first, second) switch
            {
                ({ } one, { } other) => (one * (1 - mu)) + (other * mu),
                ({ } one, null) => one * (1 - mu),
                (null, { } other) => other * mu,
                _ => null,
            };
            if (mixed is not null)
            {
                parameter.grad = mixed;
            }
        }
    }

    private static double Dot(Tensor?[] one, Tensor?[] other) =>
        one.Zip(other).Sum(pair => pair is ({ } first, { } second) ? (first * second).sum().to_type(ScalarType.Float64).item<double>() : 0);

    private IEnumerable<Parameter> Parameters => _policy.Parameters.Select(parameter => parameter.Parameter);

    private static IGradientSource Source(ITrainingLoop loop) => (IGradientSource)loop;
}
