using System.ComponentModel.DataAnnotations;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>Discovered preference optimisation (Lu et al. 2024, eq. 5): the logistic and the exponential loss, mixed by the margin itself.</summary>
/// <remarks>
/// Not monotone: with τ = 0.05 the loss rises with the margin on about (-0.1186, 0.0720), so that at the reference
/// policy its gradient lowers the margin. The gradient flows through the mixing too. TRL's <c>discopop</c>.
/// </remarks>
[Objective("discopop", Source = "Lu et al. 2024, arXiv:2406.08414, eq. 5")]
public sealed partial record DiscoPop
{
    /// <summary>Strength of the pull toward the reference policy.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.1;

    /// <summary>τ: width of the range of margins in which the two losses are mixed.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Temperature { get; init; } = 0.05;

    [Loss]
    private Real Loss(Pair pair) => Link(Beta * Margin(pair), Temperature);

    internal static Real Link(Real z, Real temperature)
    {
        Real mix = Sigmoid(z / temperature);
        return ((1 - mix) * -LogSigmoid(z)) + (mix * Exp(-z));
    }
}
