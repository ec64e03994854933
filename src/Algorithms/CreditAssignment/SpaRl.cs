using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using Paragon.Segmentation;

namespace Paragon.Algorithms;

/// <summary>
/// Stepwise progress attribution (SPA-RL, Wang et al. 2025): PPO in which the delayed reward of a task is replaced by what a
/// progress estimator says that each step has contributed to it, and by whether the step's action could be executed.
/// </summary>
/// <remarks>
/// A step's reward is received with its last token; the final reward itself is not added, since the contributions already
/// add up to it. The estimator learns first (<see cref="SpaProgress"/>) and is frozen while the policy learns.
/// </remarks>
[SuppressMessage("Paragon.RewardDesign", "PAR001", Justification = "The estimator is a linear head, as published; its contributions add up to a final reward in [0, 1] where it fits.")]
[Objective("spa-rl", Source = "Wang et al. 2025, arXiv:2505.20732; WangHanLinHenry/SPA-RL-Agent")]
public sealed partial record SpaRl : ITrainsRewardModel, ISegmentedObjective
{
    /// <summary>α: weight of the contributions.</summary>
    [Range(double.NegativeInfinity, double.PositiveInfinity)]
    public double Alpha { get; init; } = 1;

    /// <summary>β: reward of an action that could be executed: long harmless trajectories gain by it. At 0 it is not read.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Beta { get; init; } = 0.5;

    /// <summary>Whether a step's reward is multiplied by the number of steps after it, as the released trainer does; the last step then has none.</summary>
    public bool WeighsByRemainingSteps { get; init; }

    /// <summary>Price of a nat of the log-ratio to the reference, in each token's reward. At 0 the reference is not read.</summary>
    [Range(0, double.PositiveInfinity)]
    public double KlWeight { get; init; } = 0.001;

    /// <summary>γ: discount, per step in the steps' returns and per token in the advantage.</summary>
    [Range(0, 1)]
    public double Discount { get; init; } = 1;

    /// <summary>λ of the generalised advantage estimate; near 0 a step is credited with its own contribution only.</summary>
    [Range(0, 1)]
    public double Lambda { get; init; } = 0.95;

    /// <summary>ε: the ratio is clipped to [1 - ε, 1 + ε].</summary>
    [Range(0, 1)]
    public double Clip { get; init; } = 0.2;

    /// <summary>ε_v: the value is clipped to this distance from the old one.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double ValueClip { get; init; } = 0.2;

    /// <summary>Weight of the value loss beside the policy loss.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ValueCoefficient { get; init; } = 0.1;

    IObjective ITrainsRewardModel.RewardModelObjective => new SpaProgress();

    bool ITrainsRewardModel.LearnsBesidePolicy => false;

    IReadOnlyList<SegmentedLevel> ISegmentedObjective.Segments => [new("turn", new SeparatorSegmenter("\n"))];

    [Reward]
    private Real StepReward(Turn k) => WeighsByRemainingSteps ? Attributed(k) * (k.AndAfter.Count() - 1) : Attributed(k);

    [Reward]
    private Real TokenReward(Token t)
    {
        Real reward = t.EndingTurns.Sum(k => k.Reward);
        return KlWeight == 0 ? reward : reward - (KlWeight * (t.OldLogProb - t.RefLogProb));
    }

    [Advantage]
    private Real Advantage(Token t) => Whitening.Of(t.Batch, Raw(t), Raw);

    [Advantage(Into = "return")]
    private Real Return(Token t) => Raw(t) + t.OldValue;

    [Loss]
    private Real PolicyLoss(Token t) => ClippedSurrogate.Of(Exp(t.LogProb - t.OldLogProb), t.Advantage, Clip, Clip);

    [Loss]
    private Real CriticLoss(Token t) => ValueCoefficient * ValueLoss.Clipped(t, ValueClip);

    [Metric("clip_fraction")]
    private Real Clipped(Token t) => ClippedSurrogate.IsClipped(Exp(t.LogProb - t.OldLogProb), t.Advantage, Clip, Clip);

    [Metric("kl_to_old")]
    private Real KlToOld(Token t) => KlEstimators.K1(t.OldLogProb, t.LogProb);

    [Metric("predicted_reward")]
    private static Real Predicted(Completion y) => y.Turns.Sum(k => k.Last.RewardValue);

    [Metric("step_return")]
    private Real StepReturn(Turn k) => k.AndAfter.Discounted(Discount, StepReward);

    private Real Attributed(Turn k)
    {
        Real contribution = Alpha * k.Last.RewardValue;
        return Beta == 0 ? contribution : contribution + (Beta * k.Grounding);
    }

    private Real Raw(Token t) => GeneralizedAdvantage.Of(t, Discount, Lambda, u => u.Reward);
}
