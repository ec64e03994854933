using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// Variational sequence-level soft policy optimisation (VESPO): REINFORCE weighted by a gamma-shaped function
/// φ = exp(λ + k log W - λ W) of the completion's ratio W, which is 1 at W = 1 and falls on both sides.
/// </summary>
/// <remarks>
/// TRL's: tokens' log-ratios are held in [-20, 20], log W in [log 1e-8, 20]. The sampler's importance weights are part of W
/// and not applied again. TRL sums their logarithms over padding too; a packed batch has none, and <c>sequence_log_weight</c>
/// takes the place of such a sum.
/// </remarks>
[Objective("vespo", Source = "VESPO 2026, arXiv:2602.10693; TRL loss_type=vespo")]
public sealed partial record Vespo
{
    /// <summary>k where the advantage is at least 0.</summary>
    [Range(0, double.PositiveInfinity)]
    public double PositiveShape { get; init; } = 2;

    /// <summary>λ where the advantage is at least 0; at least 1e-4.</summary>
    [Range(0, double.PositiveInfinity)]
    public double PositiveRate { get; init; } = 3;

    /// <summary>k where the advantage is negative.</summary>
    [Range(0, double.PositiveInfinity)]
    public double NegativeShape { get; init; } = 3;

    /// <summary>λ where the advantage is negative; at least 1e-4.</summary>
    [Range(0, double.PositiveInfinity)]
    public double NegativeRate { get; init; } = 2;

    [Advantage]
    private Real Advantage(Completion y) => GroupAdvantage.Standardized(y);

    [Loss]
    private Real Loss(Batch b) => b.Tokens.Sum(TokenLoss) / Max(1, b.Tokens.Count());

    [Metric("phi")]
    private Real MeanPhi(Completion y) => y.Tokens.Sum(Phi) / Max(1, y.Tokens.Count());

    private Real TokenLoss(Token t) => -(StopGradient(Phi(t)) * t.Advantage * t.LogProb);

    private Real Phi(Token t)
    {
        Real shape = t.Advantage >= 0 ? PositiveShape : NegativeShape;
        Real rate = Max(t.Advantage >= 0 ? PositiveRate : NegativeRate, 1e-4);
        Real logWeight = LogWeight(t.Completion);
        return Exp(rate + (shape * logWeight) - (rate * Exp(logWeight)));
    }

    private static Real LogWeight(Completion y) => Clamp(
        y.Tokens.Sum(t => Clamp(t.LogProb - t.OldLogProb, -20, 20)) + y.Tokens.Sum(LogCorrection) + y.SequenceLogWeight,
        Log(1e-8),
        20);

    private static Real LogCorrection(Token t) => Min(Log(Max(t.ImportanceWeight, 1e-8)), 20);
}
