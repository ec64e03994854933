using System.ComponentModel.DataAnnotations;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>Conservative DPO (Mitchell 2023): the label is taken to be wrong with probability ε, so that the margin has a finite optimum.</summary>
/// <remarks>At ε = 0 it is <see cref="Dpo"/>; at ε = ½ a pair and its swap cost the same.</remarks>
[Objective("cdpo", Source = "Mitchell 2023, A note on DPO with noisy preferences and relationship to IPO")]
[ReducesTo<Dpo>(nameof(LabelSmoothing), 0)]
public sealed partial record CDpo
{
    /// <summary>Strength of the pull toward the reference policy.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.1;

    /// <summary>ε: probability that a label is wrong.</summary>
    [Range(0, 0.5)]
    public double LabelSmoothing { get; init; } = 0.1;

    [Loss]
    private Real Loss(Pair pair) => SmoothedLogistic(Beta * Margin(pair), LabelSmoothing);
}
