using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using static Paragon.Algorithms.LeftoverLunch;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>Reward LoL (Baheti et al. 2023): behaviour cloning weighted by reward and by the clipped ratio of the whole completion.</summary>
/// <remarks>Where the policy is the reference it is <see cref="Wbc"/>. For the advantage in place of the reward see <see cref="ALol"/>.</remarks>
[SuppressMessage("Paragon.Numerics", "PAR203", Justification = "The published ratio is that of whole completions; the clip bounds its use, unless it is infinity.")]
[Objective("r-lol", Source = "Baheti et al. 2023, arXiv:2305.14718, eq. 3")]
[ReducesTo<Wbc>(nameof(Clip), 0)]
public sealed partial record RLol
{
    /// <summary>c: the ratio is held in [1 - c, 1 + c]; infinity for no clip. 0.9 for HH in the paper.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Clip { get; init; } = 0.9;

    [Loss]
    private Real Loss(Completion y) => y.Reward * ImportanceWeight(y) * NegativeLogLikelihood(y);

    [Metric("importance_weight")]
    private Real ImportanceWeight(Completion y) => Clipped(Exp(LogRatio(y)), Clip);
}
