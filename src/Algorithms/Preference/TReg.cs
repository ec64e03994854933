using System.ComponentModel.DataAnnotations;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>
/// Token-level reward regularisation (T-REG, Zhou et al. 2024): DPO, and token rewards that the reference policy gives by reading
/// the completion as a better and as a worse answer.
/// </summary>
/// <remarks>
/// The regulariser is that of DPO's own token reward β log(π/π_ref), whose reference has no gradient. It weighs as much as the pair
/// weighs in DPO's gradient, so it fades as the pair is fitted. For α ≤ 2 no token's gradient has another sign than DPO's. For
/// SimPO see <see cref="TRegSimpo"/>. Columns: <c>better_logp</c> and <c>worse_logp</c> of the tokens.
/// </remarks>
[Objective("t-reg", Source = "Zhou et al. 2024, arXiv:2412.02685; that the weight carries no gradient is inferred")]
[ReducesTo<Dpo>(nameof(Alpha), 0)]
public sealed partial record TReg
{
    /// <summary>Strength of the pull toward the reference policy.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.1;

    /// <summary>α: weight of the regulariser; 0.1, 0.25 or 0.5 in the paper.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Alpha { get; init; } = 0.25;

    /// <summary>What a pair's regulariser weighs; Static is the paper's ablation.</summary>
    public RegularizerWeighting Weighting { get; init; }

    [Loss]
    private Real Loss(Pair pair) =>
        Dpo.Link(Beta * Margin(pair)) + (Alpha * SequenceWeight(pair) * (Regularizer(pair.Chosen) + Regularizer(pair.Rejected)));

    [Metric("sequence_weight")]
    private Real SequenceWeight(Pair pair) => Weighting == RegularizerWeighting.Static ? 1 : StopGradient(Sigmoid(-(Beta * Margin(pair))));

    [Metric("regularizer")]
    private Real Regularizer(Completion y) => -(Beta * y.Tokens.Sum(t => TokenReward(t) * t.LogProb));

    [Metric("token_reward")]
    internal static Real TokenReward(Token t) => Sigmoid(t.BetterLogProb - t.WorseLogProb) - 0.5;
}

/// <summary>What the regulariser of a pair weighs in <see cref="TReg"/>.</summary>
public enum RegularizerWeighting
{
    /// <summary>What the pair weighs in the gradient of the base loss: σ(-z).</summary>
    Sequence,

    /// <summary>1.</summary>
    Static,
}
