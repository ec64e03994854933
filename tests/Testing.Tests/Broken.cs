namespace Paragon.Testing.Tests;

/// <summary>A right objective with one stage's parts exchanged for wrong ones.</summary>
internal sealed class Broken(IObjective inner, Func<Stage, Stage> change) : IObjective
{
    public ObjectiveDescriptor Descriptor => inner.Descriptor;

    public IReadOnlyList<Stage> Stages { get; } = [.. inner.Stages.Select(stage => change(Bound(stage, inner)))];

    public double Option(string name) => inner.Option(name);

    public override string ToString() => $"broken {inner}";

    /// <summary>A stage with some of its parts exchanged.</summary>
    public static Stage With(
        Stage stage,
        Func<IObjective, TensorBatch, double[], TorchSharp.torch.Tensor>? each = null,
        Func<IObjective, TensorBatch, double[], TorchSharp.torch.Tensor>? total = null,
        Func<IObjective, PackedBatch, int, double>? scalar = null,
        string? graph = null) =>
        new()
        {
            Kind = stage.Kind,
            Name = stage.Name,
            Level = stage.Level,
            Column = stage.Column,
            Source = stage.Source,
            GraphSource = graph ?? stage.GraphSource,
            WholeBatchReason = stage.WholeBatchReason,
            Scalar = scalar ?? stage.Scalar,
            Each = each ?? stage.Each,
            Total = total ?? stage.Total,
            Statistics = stage.Statistics,
        };

    /// <summary>The stage with its objective in place, since the generated code expects the type that it was written for.</summary>
    private static Stage Bound(Stage stage, IObjective inner) => new()
    {
        Kind = stage.Kind,
        Name = stage.Name,
        Level = stage.Level,
        Column = stage.Column,
        Source = stage.Source,
        GraphSource = stage.GraphSource,
        WholeBatchReason = stage.WholeBatchReason,
        Scalar = (_, batch, row) => stage.Scalar(inner, batch, row),
        Each = (_, batch, statistics) => stage.Each(inner, batch, statistics),
        Total = stage.Total is { } total ? (_, batch, statistics) => total(inner, batch, statistics) : null,
        Statistics = [.. stage.Statistics.Select(statistic => statistic with { Sum = (_, batch, known) => statistic.Sum(inner, batch, known) })],
    };
}
