using static Paragon.Algorithms.LeftoverLunch;

namespace Paragon.Algorithms;

/// <summary>Weighted behaviour cloning: each completion counts by its reward, as in Baheti et al. (2023).</summary>
/// <remarks>Rewards are expected at or above 0; where all are 1 it is <see cref="Nll"/>.</remarks>
[Objective("wbc", Source = "Baheti et al. 2023, arXiv:2305.14718, section 3.2")]
public sealed partial record Wbc
{
    [Loss]
    private static Real Loss(Completion y) => y.Reward * NegativeLogLikelihood(y);
}
