using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using static Paragon.Algorithms.LeftoverLunch;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>Advantage leftover lunch (A-LoL, Baheti et al. 2023): logged completions that beat the reference policy are learned, by how much they do and by the clipped ratio of the whole completion.</summary>
/// <remarks>
/// Rewards in [0, v_max] are expected. The value of the prompt is the reference policy's own expected reward, of
/// <see cref="Training.PromptValueModel"/>. Train on it with <see cref="Training.AdvantageSampling"/>. Variants: <see cref="ALolSeq"/>,
/// <see cref="ALolRefFree"/>, <see cref="ALolKl"/>; with the reward itself <see cref="RLol"/>. Column: <c>prompt_value</c> of the completions.
/// </remarks>
[SuppressMessage("Paragon.Numerics", "PAR203", Justification = "The published ratio is that of whole completions; the clip bounds its use, unless it is infinity.")]
[Objective("a-lol", Source = "Baheti et al. 2023, arXiv:2305.14718, eq. 4")]
[ReducesTo<ALolRefFree>(nameof(Clip), 0)]
public sealed partial record ALol
{
    /// <summary>c: the ratio is held in [1 - c, 1 + c]; infinity for no clip. 0.9 for HH in the paper.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Clip { get; init; } = 0.9;

    [Advantage]
    private static Real Advantage(Completion y) => PositiveAdvantage(y);

    [Loss]
    private Real Loss(Completion y) => y.Advantage * ImportanceWeight(y) * NegativeLogLikelihood(y);

    [Metric("importance_weight")]
    private Real ImportanceWeight(Completion y) => Clipped(Exp(LogRatio(y)), Clip);
}
