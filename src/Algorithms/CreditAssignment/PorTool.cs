using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// PORTool (2025): rollouts form a tree; a step is rewarded by what the trajectories through it achieve, and credited by how
/// that compares with the other steps that were tried at the same place, beside the trajectory's own outcome.
/// </summary>
/// <remarks>
/// Outcomes are 1 (right), 0 (answered but wrong), -1 (failed). The best descendant as aggregate, the z-scores and the
/// weights are INFERRED. Two steps at a place always have ±1/√2, however little they differ.
/// </remarks>
[Objective("portool", Source = "PORTool 2025, arXiv:2510.26020")]
public sealed partial record PorTool
{
    /// <summary>γ: discount per step from the end of a trajectory back to the step.</summary>
    [Range(0, 1, MinimumIsExclusive = true)]
    public double Discount { get; init; } = 0.95;

    /// <summary>T_max: longest trajectory, in steps; the format score counts γ^T_max / 2, less than any right descendant.</summary>
    [Range(0, double.PositiveInfinity)]
    public double MaxSteps { get; init; } = 5;

    /// <summary>How the trajectories through a step make its reward.</summary>
    public DescendantAggregate Aggregate { get; init; }

    /// <summary>w1: weight of the trajectory's advantage.</summary>
    [Range(0, double.PositiveInfinity)]
    public double TrajectoryWeight { get; init; } = 1;

    /// <summary>w2: weight of the step's advantage at its fork.</summary>
    [Range(0, double.PositiveInfinity)]
    public double ForkWeight { get; init; } = 1;

    /// <summary>Added to a standard deviation.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Epsilon { get; init; } = 1e-6;

    /// <summary>ε: the ratio is clipped to [1 - ε, 1 + ε].</summary>
    [Range(0, 1)]
    public double Clip { get; init; } = 0.2;

    [Reward]
    private Real StepReward(StepNode n) =>
        Descendants(n) + (n.FormatScore * Pow(Discount, MaxSteps) / 2);

    [Advantage]
    private Real ForkAdvantage(StepNode n)
    {
        var tried = n.Fork.Nodes;
        return tried.Count() == 1 ? 0 : (StepReward(n) - tried.Mean(StepReward)) / (tried.SampleStd(StepReward) + Epsilon);
    }

    [Advantage(Into = "trajectory_advantage")]
    private Real TrajectoryAdvantage(Completion y)
    {
        var all = y.Group.Completions;
        return all.Count() == 1 ? 0 : (y.Reward - all.Mean(o => o.Reward)) / (all.SampleStd(o => o.Reward) + Epsilon);
    }

    [Advantage]
    private Real Advantage(Step s) => (TrajectoryWeight * TrajectoryAdvantage(s.Completion)) + (ForkWeight * ForkAdvantage(s.Node));

    [Loss]
    private Real Loss(Token t) => ClippedSurrogate.Of(Exp(t.LogProb - t.OldLogProb), t.Step.Advantage, Clip, Clip);

    [Metric("clip_fraction")]
    private Real Clipped(Token t) => ClippedSurrogate.IsClipped(Exp(t.LogProb - t.OldLogProb), t.Step.Advantage, Clip, Clip);

    /// <summary>What the trajectories through a step achieve; 0 where the batch has none of them, because their rewards failed.</summary>
    private Real Descendants(StepNode n) => n.Steps.Count() == 0 ? 0
        : Aggregate == DescendantAggregate.Max ? n.Steps.Max(Achieved)
        : n.Steps.Mean(Achieved);

    /// <summary>The outcome of the trajectory that a step belongs to, discounted by the steps that follow.</summary>
    private Real Achieved(Step s) => Pow(Discount, s.AndAfter.Count() - 1) * s.Completion.Reward;
}
