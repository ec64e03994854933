using System.Globalization;

namespace Paragon.Training;

/// <summary>
/// The weight μ of imitation in a loss (1 - μ) L_RL + μ L_SFT, learned while training (AMFT, He et al. 2025): it follows the
/// derivative of a utility by itself, and rises where the policy's entropy falls below a target.
/// </summary>
/// <remarks>
/// The released code feeds the gradient of a validation loss where a utility is meant and ascends, so that its weight moves
/// to raise that loss; here it is a utility. The state is <see cref="Value"/> and <see cref="TargetEntropy"/>.
/// </remarks>
public sealed class ImitationWeight
{
    private readonly ImitationWeightOptions _options;

    /// <summary>A weight.</summary>
    /// <param name="options">Its start, its bounds, and how it moves.</param>
    /// <param name="targetEntropy">H*: entropy below which it rises, in nats; AMFT's is that of the policy after its supervised steps.</param>
    /// <exception cref="TrainingException">An option is outside its range.</exception>
    public ImitationWeight(ImitationWeightOptions options, double targetEntropy)
    {
        options.Validate();
        (_options, Value, TargetEntropy) = (options, options.Initial, Finite("target entropy", targetEntropy));
    }

    /// <summary>μ, between the bounds after the first update.</summary>
    public double Value { get; private set; }

    /// <summary>H*, in nats.</summary>
    public double TargetEntropy { get; }

    /// <summary>μ ← clip(μ + λ_meta g + λ_H (H* - H), μ_min, μ_max).</summary>
    /// <param name="metaGradient">g: derivative of the utility by μ (<see cref="MetaGradient"/>); 0 in steps that do not compute it.</param>
    /// <param name="entropy">H: entropy of the policy now, in nats.</param>
    /// <returns>The new weight, which this step's loss takes.</returns>
    /// <exception cref="TrainingException">A number is not finite.</exception>
    public double Update(double metaGradient, double entropy)
    {
        double step = (_options.MetaRate * Finite("meta-gradient", metaGradient)) + (_options.EntropyRate * (TargetEntropy - Finite("entropy", entropy)));
        return Value = Math.Clamp(Value + step, _options.Minimum, _options.Maximum);
    }

    /// <summary>(1 - μ) times one number and μ times another: the loss, or an entry of the gradient.</summary>
    /// <param name="reinforcement">Of the objective on the policy's own completions.</param>
    /// <param name="imitation">Of the imitation.</param>
    public double Mix(double reinforcement, double imitation) => ((1 - Value) * reinforcement) + (Value * imitation);

    /// <summary>Takes up a weight that was saved.</summary>
    internal void Restore(double value) => Value = value;

    private static double Finite(string name, double value) => double.IsFinite(value) ? value
        : throw new TrainingException(string.Create(CultureInfo.InvariantCulture, $"The {name} of the imitation weight is {value}; it must be finite. Look at the rewards and losses of this step."));
}
