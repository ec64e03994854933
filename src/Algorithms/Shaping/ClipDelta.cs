using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace Paragon.Algorithms;

/// <summary>
/// Process rewards that cannot be earned by repeating an easy step (Clip and Delta, Gao et al. 2024), beside the reward of
/// a right answer, with PPO's clipped loss and GAE.
/// </summary>
/// <remarks>
/// With Delta a step's return is α times its own score and the outcome: the scores of later steps cancel, and the last
/// step's is dropped, since the outcome covers it. It needs the next step's score, so it is computed after the rollout.
/// INFERRED: where the outcome's reward stands (the last token), that advantages are not whitened, and the critic's loss.
/// </remarks>
[SuppressMessage("Paragon.RewardDesign", "PAR001", Justification = "The KL penalty in the reward is a log-ratio, as in kl-in-reward; the refined process rewards are bounded.")]
[SuppressMessage("Paragon.RewardDesign", "PAR011", Justification = "Deltas cancel along the way; None and Clip are what the paper compares them with, and do not.")]
[SuppressMessage("Paragon.RewardDesign", "PAR003", Justification = "The published clip: above the threshold a step is not paid for being better, so that good steps are not repeated for their score.")]
[Objective("clip-delta", Source = "Gao et al. 2024, arXiv:2410.15115")]
public sealed partial record ClipDelta
{
    /// <summary>What is done to the process rewards.</summary>
    public ProcessRefinement Refinement { get; init; } = ProcessRefinement.ClipThenDelta;

    /// <summary>η: score that is good enough; with Clip a step earns nothing above it and loses what is missing below it.</summary>
    [Range(0, 1)]
    public double Threshold { get; init; } = 0.7;

    /// <summary>α: weight of the process rewards beside the outcome's.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Alpha { get; init; } = 0.5;

    /// <summary>β: price of a nat of KL to the reference policy, in each token's reward.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Beta { get; init; } = 0.1;

    /// <summary>γ: discount per token.</summary>
    [Range(0, 1)]
    public double Discount { get; init; } = 1;

    /// <summary>λ of GAE.</summary>
    [Range(0, 1)]
    public double Lambda { get; init; } = 1;

    /// <summary>ε: the ratio is clipped to 1 ± ε.</summary>
    [Range(0, 1)]
    public double Clip { get; init; } = 0.2;

    /// <summary>ε_v: the value is clipped to this distance from the old one.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double ValueClip { get; init; } = 0.2;

    /// <summary>Weight of the value loss beside the policy loss.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ValueCoefficient { get; init; } = 0.1;

    [Reward]
    private Real StepReward(Segment k) =>
        Subtracts() ? Score(k) - (k.IsLast ? 0 : Score(k.Next)) : Clipped(k);

    [Reward]
    private Real TokenReward(Token t) => StepRewardAt(t) - (Beta == 0 ? 0 : Beta * (t.OldLogProb - t.RefLogProb));

    [Advantage]
    private Real Advantage(Token t) => GeneralizedAdvantage.Of(t, Discount, Lambda);

    [Advantage(Into = "return")]
    private Real Return(Token t) => GeneralizedAdvantage.Of(t, Discount, Lambda) + t.OldValue;

    [Loss]
    private Real PolicyLoss(Batch b) => b.Tokens.Mean(t => ClippedSurrogate.Of(Exp(t.LogProb - t.OldLogProb), t.Advantage, Clip, Clip));

    [Loss]
    private Real CriticLoss(Token t) => ValueCoefficient == 0 ? 0 : ValueCoefficient * ValueLoss.Clipped(t, ValueClip);

    [Metric("clip_fraction")]
    private Real IsClipped(Token t) => ClippedSurrogate.IsClipped(Exp(t.LogProb - t.OldLogProb), t.Advantage, Clip, Clip);

    [Metric("outcome_and_steps")]
    private Real Shaped(Token t) => StepRewardAt(t) + (t.IsLast ? t.Completion.Reward : 0);

    [Metric("return_from_step")]
    private Real ReturnFromStep(Segment k) => (Alpha * k.AndAfter.Sum(StepReward)) + k.Completion.Reward;

    private Real StepRewardAt(Token t) => Steps.EndsWith(t) ? Alpha * StepReward(t.Segment) : 0;

    /// <summary>The step's score, 0 of the last one.</summary>
    private Real Score(Segment k) => k.IsLast ? 0 : Clipped(k);

    private Real Clipped(Segment k) => Clips() ? Min(k.ProcessReward - Threshold, 0) : k.ProcessReward;

    private bool Clips() => Refinement == ProcessRefinement.Clip || Refinement == ProcessRefinement.ClipThenDelta;

    private bool Subtracts() => Refinement == ProcessRefinement.Delta || Refinement == ProcessRefinement.ClipThenDelta;
}

/// <summary>What <see cref="ClipDelta"/> does to process rewards r_1, ..., r_n.</summary>
public enum ProcessRefinement
{
    /// <summary>Nothing: the sum grows with the number of steps, and a policy learns to repeat easy ones.</summary>
    None,

    /// <summary>min(r_k - η, 0): only steps below the threshold count.</summary>
    Clip,

    /// <summary>r_k - r_(k+1), r_(n-1) for the last step but one, 0 for the last: their sum is r_1 whatever the number of steps.</summary>
    Delta,

    /// <summary>Delta of the clipped scores.</summary>
    ClipThenDelta,
}
