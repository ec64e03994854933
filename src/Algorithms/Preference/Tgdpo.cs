using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>Token-guided DPO (TGDPO, Zhu et al. 2025): DPO whose β is a token's own, larger where a guiding policy says that the token deserves it.</summary>
/// <remarks>
/// The guide is any policy that knows good tokens, as a rule one that DPO trained; its token reward is β log(π̂/π_ref). The weights
/// 1 ± α r̂ carry no gradient and are not clamped: where |α r̂| reaches 1 a token's gradient turns round, so watch
/// <c>smallest_weight</c>, which the paper's theory needs above 0. Column: <c>reward_logp</c> of the tokens.
/// </remarks>
[Objective("tgdpo", Source = "Zhu et al. 2025, arXiv:2506.14574")]
[ReducesTo<Dpo>(nameof(Alpha), 0)]
public sealed partial record Tgdpo
{
    /// <summary>Strength of the pull toward the reference policy, and scale of the guide's token reward. 0.1 in the released configuration.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.1;

    /// <summary>α: how much the guide matters; 0.5, 1 or 2 in the paper.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Alpha { get; init; } = 0.5;

    [Loss]
    private Real Loss(Pair pair) => Dpo.Link(Guided(pair.Chosen, Alpha) - Guided(pair.Rejected, -Alpha));

    [Metric("token_reward")]
    private Real TokenReward(Token t) => Beta * (t.RewardLogProb - t.RefLogProb);

    [Metric("smallest_weight")]
    private Real SmallestWeight(Pair pair) => Min(
        pair.Chosen.Tokens.Min(t => Weight(t, Alpha)),
        pair.Rejected.Tokens.Min(t => Weight(t, -Alpha)));

    private Real Guided(Completion y, Real alpha) => y.Tokens.Sum(t => Beta * Weight(t, alpha) * (t.LogProb - t.RefLogProb));

    private Real Weight(Token t, Real alpha) => 1 + (alpha * TokenReward(t));
}
