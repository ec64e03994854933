using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>Soft adaptive policy optimisation (SAPO): a sigmoid gate on the ratio takes the place of the clip.</summary>
/// <remarks>On policy its gradient is GRPO's for every temperature, though its value is -2A/τ.</remarks>
[Objective("sapo", Source = "Gao et al. 2025, arXiv:2511.20347; TRL loss_type=sapo")]
public sealed partial record Sapo
{
    /// <summary>τ where the advantage is positive.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double PositiveTemperature { get; init; } = 1;

    /// <summary>τ elsewhere: higher closes the gate sooner.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double NegativeTemperature { get; init; } = 1.05;

    [Advantage]
    private Real Advantage(Completion y) => GroupAdvantage.Standardized(y);

    [Loss]
    private Real Loss(Completion y) => y.Tokens.Sum(TokenLoss) / Max(1, y.Tokens.Count());

    // The gate's slope: what it leaves of the gradient.
    [Metric("gate_weight")]
    private Real GateWeight(Token t) => 4 * Sigmoid(Distance(t)) * Sigmoid(-Distance(t));

    private Real TokenLoss(Token t) => -(4 / Temperature(t) * Sigmoid(Distance(t)) * t.Advantage * t.ImportanceWeight);

    private Real Distance(Token t) => Temperature(t) * (Exp(t.LogProb - t.OldLogProb) - 1);

    private Real Temperature(Token t) => t.Advantage > 0 ? PositiveTemperature : NegativeTemperature;
}
