using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using Paragon.Segmentation;

namespace Paragon.Algorithms;

/// <summary>
/// Online process reward learning (OPRL, 2025; later iStar): each step of a trajectory is credited with the outcome and with
/// its own log-ratio under a reward model that learns beside the policy, both made comparable within the task.
/// </summary>
/// <remarks>
/// The reward model's reference is the policy that drew the rollout, so it moves with the policy; <see cref="Prime"/> has a
/// fixed one. A step is credited with its own reward, not with those after it.
/// </remarks>
[SuppressMessage("Paragon.Numerics", "PAR203", Justification = "The ratio of a whole step as published, without a clamp.")]
[SuppressMessage("Paragon.RewardDesign", "PAR001", Justification = "The implicit reward is a log-ratio without bound; it is standardised within the task.")]
[Objective("oprl", Source = "OPRL 2025 (iStar), Tongyi-ConvAI/Qwen-Character")]
public sealed partial record Oprl : ITrainsRewardModel, ISegmentedObjective
{
    /// <summary>β: scale of the implicit reward.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.05;

    /// <summary>α: weight of the step's advantage beside the episode'k.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Alpha { get; init; } = 1;

    /// <summary>How the rewards of its steps make a trajectory's score, for the reward model.</summary>
    public OprlScore Score { get; init; }

    /// <summary>Which trajectories the reward model compares.</summary>
    public OprlPairs Pairs { get; init; }

    /// <summary>How outcomes, and step rewards, are made comparable within a task.</summary>
    public OprlNormalization Normalization { get; init; }

    /// <summary>Added to a standard deviation.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Epsilon { get; init; } = 1e-6;

    /// <summary>What one action is.</summary>
    public OprlRatio Ratio { get; init; }

    /// <summary>ε_low: the ratio is clipped below 1 - ε_low.</summary>
    [Range(0, 1)]
    public double ClipLow { get; init; } = 0.2;

    /// <summary>ε_high: the ratio is clipped above 1 + ε_high.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ClipHigh { get; init; } = 0.2;

    IObjective ITrainsRewardModel.RewardModelObjective => new OprlRewardModel { Beta = Beta, Score = Score, Pairs = Pairs };

    bool ITrainsRewardModel.LearnsBesidePolicy => true;

    IReadOnlyList<SegmentedLevel> ISegmentedObjective.Segments => [new("turn", new SeparatorSegmenter("\n"))];

    [Reward]
    private Real StepReward(Turn k) => Beta * k.Tokens.Sum(t => t.RewardLogProb - t.OldLogProb);

    [Advantage(Into = "episode_advantage")]
    private Real EpisodeAdvantage(Completion y)
    {
        var all = y.Group.Completions;
        Real mean = all.Mean(o => o.Reward);
        return Normalized(y.Reward, all.Count(), mean, all.Sum(o => Square(o.Reward - mean)));
    }

    [Advantage(Into = "step_advantage")]
    private Real StepAdvantage(Turn k)
    {
        Group g = k.Completion.Group;
        return Normalized(StepReward(k), GroupTurns.Count(g, _ => true), GroupTurns.Mean(g, _ => true, StepReward), GroupTurns.Squares(g, _ => true, StepReward));
    }

    [Advantage]
    private Real Advantage(Turn k) => EpisodeAdvantage(k.Completion) + (Alpha * StepAdvantage(k));

    [Loss]
    private Real Loss(Batch b) => Ratio == OprlRatio.Step
        ? b.Turns.Mean(k => Clipped(k.Tokens.Sum(t => t.LogProb - t.OldLogProb), k.Advantage))
        : b.Tokens.Mean(t => Clipped(t.LogProb - t.OldLogProb, t.Turn.Advantage));

    [Metric("clip_fraction")]
    private Real ClipFraction(Batch b) => Ratio == OprlRatio.Step
        ? b.Turns.Mean(k => IsClipped(k.Tokens.Sum(t => t.LogProb - t.OldLogProb), k.Advantage))
        : b.Tokens.Mean(t => IsClipped(t.LogProb - t.OldLogProb, t.Turn.Advantage));

    [Metric("kl_to_old")]
    private Real KlToOld(Token t) => KlEstimators.K1(t.OldLogProb, t.LogProb);

    private Real Clipped(Real logRatio, Real advantage) => ClippedSurrogate.Of(Exp(logRatio), advantage, ClipLow, ClipHigh);

    private Real IsClipped(Real logRatio, Real advantage) => ClippedSurrogate.IsClipped(Exp(logRatio), advantage, ClipLow, ClipHigh);

    private Real Normalized(Real value, Real count, Real mean, Real squares) => Normalization switch
    {
        OprlNormalization.ZScore => (value - mean) / (Sqrt(squares / Max(1, count - 1)) + Epsilon),
        OprlNormalization.Mean => value - mean,
        _ => count == 1 ? value : (value - mean) * count / (count - 1),
    };
}
