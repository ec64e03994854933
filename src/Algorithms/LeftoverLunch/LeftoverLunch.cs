using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>
/// What the offline policy gradients of Baheti et al. (2023) are made of: a completion is one action, and what multiplies its
/// negative log-likelihood carries no gradient.
/// </summary>
[FormulaLibrary]
public static partial class LeftoverLunch
{
    /// <summary>NLL: -log π(y), a sum over the tokens.</summary>
    public static Real NegativeLogLikelihood(Completion y) => -LogProb(y);

    /// <summary>A: reward less the reference policy's value of the prompt, and 0 where that is negative: such completions are not learned from.</summary>
    public static Real PositiveAdvantage(Completion y) => Max(0, y.Reward - y.PromptValue);

    /// <summary>A probability ratio held in [1 - c, 1 + c], as a constant: a plain clamp of the weight, not PPO's minimum.</summary>
    /// <param name="ratio">ρ.</param>
    /// <param name="clip">c; 0 makes every weight 1, infinity leaves the ratio as it is.</param>
    public static Real Clipped(Real ratio, Real clip) => StopGradient(Clamp(ratio, 1 - clip, 1 + clip));
}
