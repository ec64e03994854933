using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// TP-GRPO: consecutive steps that a judge labels alike are one thought, and each thought but the last has a reward of its own
/// beside the solution's outcome. Wrong thoughts of right solutions cost the more, the better the prompt is answered; good
/// thoughts of wrong solutions are not punished.
/// </summary>
/// <remarks>
/// From notes of a later revision of the paper; no code could be read. INFERRED: the last thought has no reward, the deviation is
/// unbiased with ε added, and the loss is the mean over solutions of the mean over tokens.
/// </remarks>
[Objective("tp-grpo", Source = "TP-GRPO 2025, Good Learners Think Their Thinking")]
public sealed partial record TpGrpo
{
    /// <summary>α: reward of a thought of a right solution, times the share of the prompt's solutions that are right. The paper's value is unknown.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Alpha { get; init; } = 1;

    /// <summary>Whether steps are merged into thoughts; without, rewards pile up with the number of steps.</summary>
    public bool MergesSteps { get; init; } = true;

    /// <summary>ε: added to the standard deviation.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Epsilon { get; init; } = 1e-6;

    /// <summary>ε: the ratio is clipped to this distance from 1.</summary>
    [Range(0, 1)]
    public double Clip { get; init; } = 0.2;

    [Advantage(Into = "outcome_advantage")]
    private Real Outcome(Completion y)
    {
        var group = y.Group.Completions;
        return group.Count() < 2 ? 0 : (y.Reward - group.Mean(o => o.Reward)) / (group.SampleStd(o => o.Reward) + Epsilon);
    }

    [Advantage]
    private Real StepAdvantage(Step s) => s.AndAfter.Where(EndsThought).Sum(ThoughtReward) + Outcome(s.Completion);

    [Advantage]
    private Real TokenAdvantage(Token t) => t.Step.Advantage;

    [Loss]
    private Real Loss(Completion y) =>
        y.Tokens.Mean(t => ClippedSurrogate.Of(Exp(t.LogProb - t.OldLogProb), t.Advantage, Clip, Clip));

    [Metric("clip_fraction")]
    private Real Clipped(Token t) => ClippedSurrogate.IsClipped(Exp(t.LogProb - t.OldLogProb), t.Advantage, Clip, Clip);

    [Metric("thought")]
    private Real Thought(Step s) => s.AndBefore.Where(EndsThought).Count() - (EndsThought(s) ? 1 : 0);

    [Metric("thought_reward")]
    private Real ThoughtReward(Step s)
    {
        var reward = VerifiedOutcome.IsRight(s.Completion) ? Alpha * Accuracy(s.Completion.Group) : -Outcome(s.Completion);
        return s.IsLast ? 0 : s.IsGood ? reward : -reward;
    }

    [Metric("accuracy")]
    private static Real Accuracy(Group g) => g.Completions.Mean(y => VerifiedOutcome.IsRight(y) ? 1 : 0);

    private bool EndsThought(Step s) => s.IsLast || !MergesSteps || s.Next.IsGood != s.IsGood;
}
