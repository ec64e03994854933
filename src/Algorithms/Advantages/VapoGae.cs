using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// Length-adaptive, decoupled GAE (VAPO, Yue et al. 2025): the policy's λ grows with the length of the completion, the
/// critic's is its own.
/// </summary>
/// <remarks>No public code: from the paper's formulas. λ = max(0, ·) is INFERRED, the formula being negative for α n &lt; 1.</remarks>
[Objective("vapo-gae", Source = "Yue et al. 2025, arXiv:2504.05118")]
public sealed partial record VapoGae
{
    /// <summary>γ: discount per token.</summary>
    [Range(0, 1)]
    public double Discount { get; init; } = 1;

    /// <summary>α: λ of the policy is 1 - 1 / (α n) for a completion of n tokens.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Alpha { get; init; } = 0.05;

    /// <summary>λ of the critic.</summary>
    [Range(0, 1)]
    public double CriticLambda { get; init; } = 1;

    [Advantage]
    private Real Advantage(Token t) => GeneralizedAdvantage.Of(t, Discount, PolicyLambda(t.Completion));

    [Advantage(Into = "return")]
    private Real Return(Token t) => GeneralizedAdvantage.Of(t, Discount, CriticLambda) + t.OldValue;

    [Metric("policy_lambda")]
    private Real PolicyLambda(Completion y) => LengthAdaptive.Lambda(y, Alpha);
}
