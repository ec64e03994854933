using static Paragon.Algorithms.LeftoverLunch;

namespace Paragon.Algorithms;

/// <summary>A-LoL without ratio (Baheti et al. 2023, "A-LoL ref. free"): logged completions are learned by how much they beat the reference policy.</summary>
/// <remarks>The reference is needed for the value of the prompt only. Column: <c>prompt_value</c> of the completions.</remarks>
[Objective("a-lol-ref-free", Source = "Baheti et al. 2023, arXiv:2305.14718, section 2.3")]
public sealed partial record ALolRefFree
{
    [Advantage]
    private static Real Advantage(Completion y) => PositiveAdvantage(y);

    [Loss]
    private static Real Loss(Completion y) => y.Advantage * NegativeLogLikelihood(y);
}
