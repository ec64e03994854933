using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// Preference as reward (PAR 2025): the mean probability, by the Bradley-Terry model, of beating a reference answer to the same
/// prompt. Bounded, fastest at the centre, and unchanged when the reward model's origin moves.
/// </summary>
/// <remarks>References are sampled once from the starting policy; the paper takes ten, and one is almost as good.</remarks>
[Objective("par", Source = "PAR 2025, reward shaping to mitigate reward hacking in RLHF")]
public sealed partial record Par
{
    /// <summary>k: slope of the sigmoid, per unit of score.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Steepness { get; init; } = 1;

    [Reward]
    private Real Shaped(Completion y) => y.References.Mean(r => Sigmoid(Steepness * (y.Score - r.Score)));
}
