using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>PPO's clipped value loss: half the larger of the squared errors of the value and of the clipped value, mean over tokens.</summary>
/// <remarks>With ε_v to infinity it is half the mean squared error.</remarks>
[Objective("ppo-value", Source = "verl compute_value_loss")]
public sealed partial record PpoValue
{
    /// <summary>ε_v: the value is clipped to this distance from the old one. verl's default is 0.5, TRL's 0.2.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double ValueClip { get; init; } = 0.5;

    [Loss]
    private Real Loss(Token t) => ValueLoss.Clipped(t, ValueClip);
}
