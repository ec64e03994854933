using System.ComponentModel.DataAnnotations;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>Anchored preference optimisation, zero, for single labelled completions: <see cref="Kto"/> with its reference point at 0.</summary>
/// <remarks>TRL's KTO trainer with <c>apo_zero_unpaired</c>. Needs no mismatched completions.</remarks>
[Objective("apo-zero-unpaired", Source = "D'Oosterlinck et al. 2024, arXiv:2408.06266, eq. 7, unpaired as in TRL")]
public sealed partial record ApoZeroUnpaired
{
    /// <summary>Strength of the pull toward the reference policy.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.1;

    /// <summary>λ_D: weight of the desirable examples.</summary>
    [Range(0, double.PositiveInfinity)]
    public double DesirableWeight { get; init; } = 1;

    /// <summary>λ_U: weight of the undesirable examples.</summary>
    [Range(0, double.PositiveInfinity)]
    public double UndesirableWeight { get; init; } = 1;

    [Loss]
    private Real Loss(Example example)
    {
        Real reward = Beta * LogRatio(example.Completion);
        return example.Desirable ? DesirableWeight * (1 - Sigmoid(reward)) : UndesirableWeight * Sigmoid(reward);
    }
}
