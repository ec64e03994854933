using Paragon.Formulas;
using TorchSharp;

namespace Paragon;

/// <summary>When a formula is computed and what becomes of its result.</summary>
public enum StageKind
{
    /// <summary>Shapes a reward, once for a rollout; a constant for every gradient.</summary>
    Reward,

    /// <summary>Gives credit, once for a rollout; a constant for every gradient.</summary>
    Advantage,

    /// <summary>Is minimised.</summary>
    Loss,

    /// <summary>Is logged with the loss.</summary>
    Metric,
}

/// <summary>One formula of an objective with everything that was derived from it. Made by the generator.</summary>
public sealed class Stage
{
    private readonly Lazy<Node> _graph;

    /// <summary>Makes a stage; the graph is read from its text when it is first asked for.</summary>
    public Stage() => _graph = new Lazy<Node>(() => GraphText.Read(GraphSource!, new GraphBuilder()));

    /// <summary>What becomes of the result.</summary>
    public required StageKind Kind { get; init; }

    /// <summary>Name of the method.</summary>
    public required string Name { get; init; }

    /// <summary>Level of the element that the formula is about: there is one value for each of its elements.</summary>
    public required string Level { get; init; }

    /// <summary>Column of the level that receives a reward or advantage; name of a metric in the log; "loss" for a loss.</summary>
    public required string Column { get; init; }

    /// <summary>Text of the formula as it stands in the source, with the formulas that it calls.</summary>
    public required string Source { get; init; }

    /// <summary>Text of the graph of one element's value (<see cref="GraphText"/>).</summary>
    public required string GraphSource { get; init; }

    /// <summary>Why a batch cannot be computed in parts, or null where it can, exactly.</summary>
    public string? WholeBatchReason { get; init; }

    /// <summary>The scalar run: the formula itself for the element at a row.</summary>
    public required Func<IObjective, PackedBatch, int, double> Scalar { get; init; }

    /// <summary>The tensor code of one value per element of the level. Statistics as <see cref="Statistics"/> gives them.</summary>
    public required Func<IObjective, TensorBatch, double[], torch.Tensor> Each { get; init; }

    /// <summary>
    /// The tensor code of a loss or metric: one number; over the parts of a batch it is summed, not averaged. Null for
    /// rewards and advantages.
    /// </summary>
    public Func<IObjective, TensorBatch, double[], torch.Tensor>? Total { get; init; }

    /// <summary>The sums over the whole batch that <see cref="Each"/> and <see cref="Total"/> need, in the order of their places.</summary>
    public IReadOnlyList<Statistic> Statistics { get; init; } = [];

    /// <summary>The graph of one element's value.</summary>
    public Node Graph => _graph.Value;

    /// <summary>Whether the stage is about the whole batch, not about each element of a level.</summary>
    public bool IsOfBatch => Level == PackedBatch.RootLevel;
}

/// <summary>A sum over the whole batch that must be known before any part of the batch is computed.</summary>
/// <param name="Source">What is summed, as the formula says it.</param>
/// <param name="Round">Round in which it can be summed: after all that it uses.</param>
/// <param name="Sum">Sum over one part, given the statistics before it.</param>
public sealed record Statistic(string Source, int Round, Func<IObjective, TensorBatch, double[], double> Sum);
