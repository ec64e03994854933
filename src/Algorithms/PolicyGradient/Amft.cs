using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// The loss on the policy's own completions in AMFT (He et al. 2025): PPO whose advantages are standardised over the batch,
/// with a bonus for entropy. The training mixes it with imitation by a weight that is learned.
/// </summary>
/// <remarks>
/// The weight is AMFT's contribution: <c>ImitationWeight</c>, <c>--imitation learned</c>. The released code standardises and
/// averages the value loss over padding too: a batch that has padding tokens says so with <c>response</c>; the framework's
/// own have none. The repository's rollouts are placeholders with random advantages.
/// </remarks>
[Objective("amft", Source = "He et al. 2025, arXiv:2508.06944; code src/trainer/ppo_loss.py")]
public sealed partial record Amft
{
    /// <summary>γ: discount per token.</summary>
    [Range(0, 1)]
    public double Discount { get; init; } = 1;

    /// <summary>λ of GAE.</summary>
    [Range(0, 1)]
    public double Lambda { get; init; } = 0.95;

    /// <summary>ε: the ratio is clipped to 1 ± ε, and the value to this distance from the old one.</summary>
    [Range(0, 1, MinimumIsExclusive = true)]
    public double Clip { get; init; } = 0.2;

    /// <summary>c_V: weight of the value loss.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ValueCoefficient { get; init; } = 0.1;

    /// <summary>c_H: weight of the entropy bonus.</summary>
    [Range(0, double.PositiveInfinity)]
    public double EntropyCoefficient { get; init; } = 0.01;

    [Advantage]
    private Real Advantage(Token t) => GeneralizedAdvantage.Of(t, Discount, Lambda);

    [Advantage(Into = "return")]
    private Real Return(Token t) => GeneralizedAdvantage.Of(t, Discount, Lambda) + t.OldValue;

    [Loss]
    private Real PolicyLoss(Batch b) => OverResponses(b, Surrogate) - (EntropyCoefficient * MeanEntropy(b));

    [Loss]
    private Real CriticLoss(Token t) => ValueCoefficient * ValueLoss.Clipped(t, Clip);

    [Metric("entropy")]
    private static Real MeanEntropy(Batch b) => OverResponses(b, t => t.Entropy);

    [Metric("clip_fraction")]
    private Real ClipFraction(Batch b) => OverResponses(b, t => ClippedSurrogate.IsClipped(Exp(t.LogProb - t.OldLogProb), Standardized(t), Clip, Clip));

    [Metric("kl_to_old")]
    private static Real KlToOld(Batch b) => OverResponses(b, t => KlEstimators.K1(t.OldLogProb, t.LogProb));

    private static Real OverResponses(Batch b, Func<Token, Real> value)
    {
        var responses = b.Tokens.Where(t => t.IsResponse);
        return responses.Sum(value) / Max(1, responses.Count());
    }

    private Real Surrogate(Token t) => ClippedSurrogate.Of(Exp(t.LogProb - t.OldLogProb), Standardized(t), Clip, Clip);

    private static Real Standardized(Token t) =>
        (t.Advantage - t.Batch.Tokens.Mean(u => u.Advantage)) / (t.Batch.Tokens.SampleStd(u => u.Advantage) + 1e-8);
}
