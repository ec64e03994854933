using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Paragon.Training;

/// <summary>AdamW (Loshchilov and Hutter 2019) with clipping of the gradient and a learning rate that follows a schedule.</summary>
internal sealed class PolicyOptimizer : IDisposable
{
    private readonly (string Name, Parameter Parameter)[] _parameters;
    private readonly LearningRateSchedule _schedule;
    private readonly double _clip;
    private readonly AdamW _adam;

    internal PolicyOptimizer(Policy policy, TrainerOptions options, int steps)
    {
        _parameters = [.. policy.Parameters];
        _schedule = new LearningRateSchedule(options.LearningRate, options.WarmUpSteps, options.Decay, steps);
        _clip = options.GradientClip;
        _adam = optim.AdamW(_parameters.Select(parameter => parameter.Parameter), options.LearningRate, options.Beta1, options.Beta2, weight_decay: options.WeightDecay);
    }

    /// <summary>Number of steps taken.</summary>
    internal int Steps { get; private set; }

    /// <summary>Learning rate of the next step.</summary>
    internal double LearningRate => _schedule.At(Steps);

    /// <summary>Empties the gradient of the parameters.</summary>
    internal void ZeroGradient()
    {
        // The library makes a tensor for each gradient that it looks at.
        using TorchSharp.DisposeScope scope = NewDisposeScope();
        _adam.zero_grad();
    }

    /// <summary>Clips the gradient and takes a step.</summary>
    /// <returns>The norm of the gradient before it was clipped, and the learning rate.</returns>
    /// <exception cref="TrainingException">The gradient is not finite; the parameters are as they were.</exception>
    internal (double GradientNorm, double LearningRate) Step()
    {
        using TorchSharp.DisposeScope scope = NewDisposeScope();
        double norm = nn.utils.clip_grad_norm_(_parameters.Select(parameter => parameter.Parameter), _clip);
        if (!double.IsFinite(norm))
        {
            throw new TrainingException($"Update {Steps}: the norm of the gradient is {norm}{First()}, although the loss and its gradient by the policy's outputs are finite. Lower the learning rate, and resume from the last checkpoint.");
        }

        double rate = LearningRate;
        foreach (AdamW.ParamGroup group in _adam.ParamGroups.Cast<AdamW.ParamGroup>())
        {
            group.LearningRate = rate;
        }

        _adam.step();
        Steps++;
        return (norm, rate);
    }

    internal void Save(string path)
    {
        using BinaryWriter writer = new(File.Create(path));
        writer.Write(Steps);
        _adam.save_state_dict(writer);
    }

    internal void Load(string path)
    {
        using BinaryReader reader = new(File.OpenRead(path));
        Steps = reader.ReadInt32();
        _adam.load_state_dict(reader);
    }

    private string First()
    {
        foreach ((string name, Parameter parameter) in _parameters)
        {
            using Tensor? gradient = parameter.grad;
            if (gradient is not null && !gradient.isfinite().all().item<bool>())
            {
                return $", first in parameter '{name}'";
            }
        }

        return "";
    }

    public void Dispose() => _adam.Dispose();
}
