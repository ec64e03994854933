using System.Diagnostics.CodeAnalysis;

namespace Paragon.Experiments.Shaping;

/// <summary>The proxy score as it is: what the shapings are compared with.</summary>
[SuppressMessage("Paragon.RewardDesign", "PAR001", Justification = "The baseline of the comparison.")]
[SuppressMessage("Paragon.RewardDesign", "PAR002", Justification = "The baseline of the comparison.")]
[SuppressMessage("Paragon.RewardDesign", "PAR003", Justification = "The baseline of the comparison.")]
[Objective("no-shaping")]
internal sealed partial record NoShaping
{
    [Reward]
    private static Real Shaped(Completion y) => y.Score;
}
