using System.ComponentModel.DataAnnotations;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>Token-level reward regularisation (T-REG, Zhou et al. 2024) of SimPO: like <see cref="TReg"/>, with rewards per token and no reference policy in the loss.</summary>
/// <remarks>The regulariser is a mean over tokens, as SimPO's token reward is (β/n) log π. Columns: <c>better_logp</c> and <c>worse_logp</c> of the tokens.</remarks>
[Objective("t-reg-simpo", Source = "Zhou et al. 2024, arXiv:2412.02685; the regulariser's mean is inferred from SimPO's token reward")]
[ReducesTo<Simpo>(nameof(Alpha), 0)]
public sealed partial record TRegSimpo
{
    /// <summary>Scale of the reward; 2 to 2.5 in SimPO's paper.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 2;

    /// <summary>γ: margin of rewards that is aimed at.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Gamma { get; init; } = 0.5;

    /// <summary>α: weight of the regulariser; 0.1, 0.25 or 0.5 in the paper.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Alpha { get; init; } = 0.25;

    /// <summary>What a pair's regulariser weighs; Static is the paper's ablation.</summary>
    public RegularizerWeighting Weighting { get; init; }

    [Loss]
    private Real Loss(Pair pair) =>
        Dpo.Link(Gap(pair)) + (Alpha * SequenceWeight(pair) * (Regularizer(pair.Chosen) + Regularizer(pair.Rejected)));

    [Metric("sequence_weight")]
    private Real SequenceWeight(Pair pair) => Weighting == RegularizerWeighting.Static ? 1 : StopGradient(Sigmoid(-Gap(pair)));

    [Metric("regularizer")]
    private Real Regularizer(Completion y) => -(Beta * y.Tokens.Mean(t => TokenReward(t) * t.LogProb));

    [Metric("token_reward")]
    private static Real TokenReward(Token t) => TReg.TokenReward(t);

    private Real Gap(Pair pair) => (Beta * (MeanLogProb(pair.Chosen) - MeanLogProb(pair.Rejected))) - Gamma;
}
