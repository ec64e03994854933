namespace Paragon;

/// <summary>
/// A coefficient of a KL penalty that is steered toward a target divergence (Ziegler et al. 2019, section 2.2): each
/// update multiplies it by 1 + clip(KL / target - 1, ±0.2) · steps / horizon.
/// </summary>
/// <remarks>Its only state is <see cref="Coefficient"/>: a checkpoint stores it and makes the controller anew with it.</remarks>
public sealed class AdaptiveKlController
{
    private const double LargestError = 0.2;

    /// <summary>A controller.</summary>
    /// <param name="coefficient">Coefficient to begin with; at least 0.</param>
    /// <param name="target">Divergence to aim at, in nats; more than 0.</param>
    /// <param name="horizon">Steps over which a full error changes the coefficient by a fifth; more than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public AdaptiveKlController(double coefficient, double target, double horizon)
    {
        Coefficient = coefficient >= 0 && double.IsFinite(coefficient) ? coefficient : throw Outside(nameof(coefficient), coefficient, "at least 0 and finite");
        Target = target > 0 && double.IsFinite(target) ? target : throw Outside(nameof(target), target, "more than 0 and finite");
        Horizon = horizon > 0 && double.IsFinite(horizon) ? horizon : throw Outside(nameof(horizon), horizon, "more than 0 and finite");
    }

    /// <summary>The coefficient now.</summary>
    public double Coefficient { get; private set; }

    /// <summary>Divergence that is aimed at, in nats.</summary>
    public double Target { get; }

    /// <summary>Steps over which a full error changes the coefficient by a fifth.</summary>
    public double Horizon { get; }

    /// <summary>Steers the coefficient after some steps.</summary>
    /// <param name="kl">Divergence that was measured, in nats; an estimate may be negative.</param>
    /// <param name="steps">Steps (samples) since the last update; at least 0.</param>
    /// <returns>The new coefficient.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The divergence is not finite, or the steps are negative.</exception>
    public double Update(double kl, double steps)
    {
        if (!double.IsFinite(kl))
        {
            throw Outside(nameof(kl), kl, "finite");
        }

        if (!(steps >= 0))
        {
            throw Outside(nameof(steps), steps, "at least 0");
        }

        double error = Math.Clamp((kl / Target) - 1, -LargestError, LargestError);
        Coefficient *= 1 + (error * steps / Horizon);
        return Coefficient;
    }

    private static ArgumentOutOfRangeException Outside(string name, double value, string range) =>
        new(name, value, $"The adaptive KL controller's {name} is {value}; it must be {range}.");
}
