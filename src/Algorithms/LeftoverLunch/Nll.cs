using static Paragon.Algorithms.LeftoverLunch;

namespace Paragon.Algorithms;

/// <summary>Negative log-likelihood of whole completions, each of the same weight: what the methods of Baheti et al. (2023) are set against.</summary>
/// <remarks>For every token of the same weight see <see cref="Sft"/>.</remarks>
[Objective("nll", Source = "Baheti et al. 2023, arXiv:2305.14718, section 2")]
public sealed partial record Nll
{
    [Loss]
    private static Real Loss(Completion y) => NegativeLogLikelihood(y);
}
