using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// Clipped importance sampling policy optimisation (CISPO, MiniMax-M1 2025): the ratio is a capped constant weight of
/// REINFORCE, so no token loses its gradient.
/// </summary>
/// <remarks>TRL's: the cap is absolute, there is no lower bound. For verl's see <see cref="CispoVerl"/>.</remarks>
[Objective("cispo", Source = "MiniMax-M1 2025, arXiv:2506.13585; TRL loss_type=cispo")]
public sealed partial record Cispo
{
    /// <summary>ε_high: largest weight, itself and not its distance from 1.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double MaxRatio { get; init; } = 5;

    [Advantage]
    private Real Advantage(Completion y) => GroupAdvantage.Standardized(y);

    [Loss]
    private Real Loss(Token t) => -(StopGradient(Min(Ratio(t), MaxRatio)) * t.Advantage * t.LogProb * t.ImportanceWeight);

    // TRL counts only positive advantages, though the cap holds for all.
    [Metric("cispo_clip_ratio")]
    private Real Capped(Token t) => t.Advantage > 0 && Ratio(t) > MaxRatio ? 1 : 0;

    private static Real Ratio(Token t) => Exp(t.LogProb - t.OldLogProb);
}
