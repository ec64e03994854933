using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace Paragon.Algorithms;

/// <summary>The length penalty and the ceiling that PAR's code puts on the proxy score before any shaping (PAR 2025): the penalty is on in all its runs.</summary>
/// <remarks>
/// The code's order is ceiling, penalty, ceiling: the last decides. With the penalty, the place of PAR's largest slope moves away
/// from the references by as much as is subtracted.
/// </remarks>
[SuppressMessage("Paragon.RewardDesign", "PAR001", Justification = "A published preprocessing of the proxy score, which has no bound itself.")]
[SuppressMessage("Paragon.RewardDesign", "PAR002", Justification = "A published preprocessing: the reference answers are subtracted by the shaping that follows.")]
[SuppressMessage("Paragon.RewardDesign", "PAR003", Justification = "A published preprocessing: a straight line with a kink.")]
[Objective("length-penalty", Source = "PAR 2025, reward preprocessing of its code")]
public sealed partial record LengthPenalty
{
    /// <summary>Tokens that cost nothing.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ValidLength { get; init; } = 300;

    /// <summary>Price of a token beyond them, in units of score.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Slope { get; init; } = 0.01;

    /// <summary>The ceiling; the paper compares 3, 4 and 5. Infinity for none.</summary>
    [Range(double.NegativeInfinity, double.PositiveInfinity)]
    public double Ceiling { get; init; } = double.PositiveInfinity;

    [Reward]
    private Real Penalized(Completion y) => Min(Min(y.Score, Ceiling) - (Slope * Max(0, y.Tokens.Count() - ValidLength)), Ceiling);
}
