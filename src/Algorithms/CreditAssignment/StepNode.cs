using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>A place where a tree of rollouts goes on: the steps that were tried after one and the same history.</summary>
[Level("fork")]
public readonly partial struct Fork : ILevel<Fork>
{
    /// <summary>Group whose trajectories form the tree.</summary>
    [Parent]
    public partial Group Group { get; }

    /// <summary>The steps that were tried here.</summary>
    [Children("fork")]
    public partial Elements<StepNode> Nodes { get; }
}

/// <summary>One step of a tree of rollouts, shared by all trajectories that go through it.</summary>
[Level("step_node")]
public readonly partial struct StepNode : ILevel<StepNode>
{
    /// <summary>Quality of the step's tool call and format, in [-1, 1].</summary>
    [Column("format_score"), Range(-1, 1)]
    public partial Real FormatScore { get; }

    /// <summary>Group whose trajectories form the tree.</summary>
    [Parent]
    public partial Group Group { get; }

    /// <summary>Place where the step was tried.</summary>
    [Link]
    public partial Fork Fork { get; }

    /// <summary>The step as a part of each trajectory that goes through it.</summary>
    [Children("step_node")]
    public partial Elements<Step> Steps { get; }
}
