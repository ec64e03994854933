using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace Paragon.Algorithms;

/// <summary>
/// PPO as PAR's code runs it around a shaped reward (PAR 2025): the penalty is in the tokens' rewards, the return is the discounted
/// reward to go and not advantage plus value, the advantage is whitened by population moments, the value loss has no ½.
/// </summary>
/// <remarks>Reads the shaped reward as the completion's. The bound of PAR does not hold for what it sums: the penalty has none.</remarks>
[SuppressMessage("Paragon.RewardDesign", "PAR001", Justification = "The published penalty is an unbounded log-ratio (the paper's bound on the variance of returns does not cover it).")]
[Objective("ppo-par", Source = "PAR 2025, its PPO trainer")]
public sealed partial record PpoPar
{
    /// <summary>η: price of a nat of divergence from the reference policy; 0.01 to 0.1 were tried too.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Eta { get; init; } = 0.005;

    /// <summary>γ: discount per token.</summary>
    [Range(0, 1)]
    public double Discount { get; init; } = 1;

    /// <summary>λ: 0 is the one-step temporal difference, 1 the return less the value.</summary>
    [Range(0, 1)]
    public double Lambda { get; init; } = 0.95;

    /// <summary>ε: the ratio is clipped to 1 ± ε.</summary>
    [Range(0, 1)]
    public double Clip { get; init; } = 0.2;

    /// <summary>ε_v: the value is clipped to this distance from the old one.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double ValueClip { get; init; } = 0.2;

    [Reward]
    private Real TokenReward(Token t) => (t.IsLast ? t.Completion.Reward : 0) - (Eta * (t.OldLogProb - t.RefLogProb));

    [Advantage(Into = "return")]
    private Real Return(Token t) => t.AndAfter.Discounted(Discount, u => u.Reward);

    [Advantage]
    private Real Advantage(Token t)
    {
        Elements<Token> tokens = t.Batch.Tokens;
        return (Estimate(t) - tokens.Mean(Estimate)) / Sqrt(tokens.PopulationVariance(Estimate) + 1e-8);
    }

    [Loss]
    private Real PolicyLoss(Token t) => ClippedSurrogate.Of(Exp(t.LogProb - t.OldLogProb), t.Advantage, Clip, Clip);

    [Loss]
    private Real CriticLoss(Token t) => Max(
        Square(t.Value - t.Return),
        Square(t.OldValue + Clamp(t.Value - t.OldValue, -ValueClip, ValueClip) - t.Return));

    [Metric("clip_fraction")]
    private Real Clipped(Token t) => ClippedSurrogate.IsClipped(Exp(t.LogProb - t.OldLogProb), t.Advantage, Clip, Clip);

    private Real Estimate(Token t) => t.AndAfter.Discounted(Discount * Lambda, Delta);

    private Real Delta(Token t) => t.Reward + (t.IsLast ? 0 : Discount * t.Next.OldValue) - t.OldValue;
}
