using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace Paragon.Algorithms;

/// <summary>
/// Process reinforcement through implicit rewards (PRIME, Cui et al. 2025): each token's reward is the log-ratio of an
/// implicit process reward model, which learns beside the policy from the outcomes alone. Its return, less a leave-one-out
/// baseline, is added to the leave-one-out outcome; the sum is whitened over the batch.
/// </summary>
/// <remarks>The reward model learns first and rewards with what it has learned. Outcomes are in [0, 1].</remarks>
[SuppressMessage("Paragon.RewardDesign", "PAR001", Justification = "The implicit reward is a log-ratio without bound; the returns are whitened.")]
[Objective("prime", Source = "Cui et al. 2025, arXiv:2502.01456; PRIME-RL/PRIME")]
public sealed partial record Prime : ITrainsRewardModel
{
    /// <summary>β: scale of the implicit reward.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.05;

    /// <summary>γ: discount of the process rewards, per token.</summary>
    [Range(0, 1)]
    public double Discount { get; init; } = 1;

    /// <summary>Whether process rewards are divided by the largest sum of them from any token on, in the whole batch (released code).</summary>
    public bool Normalizes { get; init; }

    /// <summary>Weight of the process rewards beside the outcome. verl's recipe has 5.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ProcessWeight { get; init; } = 1;

    /// <summary>What is subtracted from a process reward.</summary>
    public PrimeBaseline Baseline { get; init; }

    /// <summary>ε_low: the ratio is clipped below 1 - ε_low.</summary>
    [Range(0, 1)]
    public double ClipLow { get; init; } = 0.2;

    /// <summary>ε_high: the ratio is clipped above 1 + ε_high.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ClipHigh { get; init; } = 0.2;

    IObjective ITrainsRewardModel.RewardModelObjective => new PrimeRewardModel { Beta = Beta };

    bool ITrainsRewardModel.LearnsBesidePolicy => true;

    [Reward(Into = "process_reward")]
    private Real ProcessReward(Token t) => Normalizes
        ? ProcessWeight * (Implicit(t) / (t.Batch.Tokens.Max(u => Abs(u.AndAfter.Sum(Implicit))) + 1e-6))
        : ProcessWeight * Implicit(t);

    [Advantage(Into = "return")]
    private Real Return(Token t) => t.AndAfter.Discounted(Discount, Centred) + Outcome(t.Completion);

    [Advantage]
    private Real Advantage(Token t) => Whitening.Of(t.Batch, Return(t), Return);

    [Loss]
    private Real Loss(Token t) => ClippedSurrogate.Of(Exp(t.LogProb - t.OldLogProb), t.Advantage, ClipLow, ClipHigh);

    [Metric("clip_fraction")]
    private Real Clipped(Token t) => ClippedSurrogate.IsClipped(Exp(t.LogProb - t.OldLogProb), t.Advantage, ClipLow, ClipHigh);

    [Metric("kl_to_old")]
    private Real KlToOld(Token t) => KlEstimators.K1(t.OldLogProb, t.LogProb);

    private Real Implicit(Token t) => ImplicitReward.OfToken(t, Beta);

    private Real Centred(Token t)
    {
        var y = t.Completion;
        var others = y.Group.Completions.Count() - 1;
        return Baseline == PrimeBaseline.LeaveOneOut
            ? ProcessReward(t) - y.Siblings.Mean(MeanReward)
            : ProcessReward(t) * (others + 1) / others - y.Group.Completions.Sum(MeanReward) / others;
    }

    private static Real Outcome(Completion y) => y.Reward - y.Siblings.Mean(o => o.Reward);

    private Real MeanReward(Completion y) => y.Tokens.Mean(ProcessReward);
}
