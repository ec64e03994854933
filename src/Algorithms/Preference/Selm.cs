using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>
/// Self-exploring language models (SELM, Zhang et al. 2024, eq. 4.2): DPO, and a push away from a fresh response of the
/// reference policy to the same prompt, so that the next responses are others.
/// </summary>
/// <remarks>
/// The push is linear in log π of the fresh response: the loss has no minimum, and only DPO's term, a small α and few steps
/// hold it. It sums over tokens, so long responses are pushed harder. XPO's term is the same with coefficient αβ. The paper's
/// algorithm 1 writes α where eq. 4.2 and the code have αβ, which is here. As a recipe (new responses, ranking, a new
/// reference in each round): docs/methods/selm.md.
/// </remarks>
[SuppressMessage("Paragon.Gradient", "PAR304", Justification = "The fresh response is the reference policy's sample and not the policy's own: over those the term is minus the forward divergence, whose gradient is not 0.")]
[Objective("selm", Source = "Zhang et al. 2024, arXiv:2405.19332, eq. 4.2")]
[ReducesTo<Dpo>(nameof(Alpha), 0)]
public sealed partial record Selm
{
    /// <summary>β: strength of the pull toward the reference policy.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.01;

    /// <summary>α: optimism. Below ½ a fresh response that was itself chosen is still pushed up. At 0 no fresh response is read.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Alpha { get; init; } = 0.001;

    [Loss]
    private Real Loss(Pair pair) => Dpo.Link(Beta * Margin(pair)) + Optimism(pair);

    [Metric("optimism")]
    private Real Optimism(Pair pair) => Alpha == 0 ? 0 : Alpha * Beta * LogRatio(pair.Response);

    [Metric("margin")]
    private Real RewardMargin(Pair pair) => Beta * Margin(pair);
}
