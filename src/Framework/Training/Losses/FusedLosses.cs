using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Paragon.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Training;

/// <summary>The generated kernels, on the memory that the policy's columns lie in. One run gives losses, metrics and derivatives.</summary>
/// <typeparam name="T">float, or double for a model in float64.</typeparam>
internal sealed class FusedLosses<T>(IObjective objective) : ILossEngine
    where T : unmanaged, INumber<T>
{
    private readonly FusedLoss<T> _loss = new(objective);
    private readonly string[] _losses = Names(objective, StageKind.Loss);
    private readonly string[] _metrics = Names(objective, StageKind.Metric);

    /// <inheritdoc/>
    public IReadOnlyList<double[]> Statistics(IReadOnlyList<TensorBatch> parts) => [_loss.Statistics([.. parts.Select(Columns)])];

    /// <inheritdoc/>
    public (double Value, bool Depends) Differentiate(TensorBatch part, IReadOnlyList<PolicyColumn> columns, IReadOnlyList<double[]> statistics)
    {
        FusedBatch<T> batch = Columns(part);
        _loss.Run(batch, statistics[0], gradient: true);
        bool depends = false;
        foreach (PolicyColumn column in columns)
        {
            if (batch.Outputs.TryGetValue(column.Name.ToString(), out object? gradient))
            {
                using Tensor values = gradient is Column<float> single ? Copy(single, ScalarType.Float32) : Copy((Column<double>)gradient, ScalarType.Float64);
                using Tensor asLeaf = values.to_type(column.Leaf.dtype);
                column.Leaf.grad = asLeaf;
                depends = true;
            }
        }

        return (_losses.Sum(name => batch.Totals[name]), depends);
    }

    /// <inheritdoc/>
    public IReadOnlyList<double[]> MetricStatistics(IReadOnlyList<TensorBatch> parts) => _metrics.Length == 0 ? [] : Statistics(parts);

    /// <inheritdoc/>
    public Dictionary<string, double> Metrics(TensorBatch part, IReadOnlyList<double[]> statistics)
    {
        if (_metrics.Length == 0)
        {
            return [];
        }

        FusedBatch<T> batch = Columns(part);
        _loss.Run(batch, statistics[0], gradient: false);
        return _metrics.ToDictionary(name => objective.Stages.Single(stage => stage.Name == name).Column, name => batch.Totals[name]);
    }

    private static string[] Names(IObjective objective, StageKind kind) => [.. objective.Stages.Where(stage => stage.Kind == kind).Select(stage => stage.Name)];

    /// <summary>The batch as kernels read it; it lives as long as the batch of tensors.</summary>
    private static FusedBatch<T> Columns(TensorBatch tensors)
    {
        if (tensors.Companion is not FusedBatch<T> batch)
        {
            tensors.Companion = batch = new FusedBatch<T>(tensors.Packed) { IsPart = tensors.IsPart, RunsParallel = get_num_threads() > 1, Lent = name => tensors.Given(name) is { } given ? Memory(given) : null };
        }

        return batch;
    }

    /// <summary>The memory of a tensor: its own where it holds what kernels read, else that of a copy that lives until the step is over.</summary>
    private static unsafe object Memory(Tensor tensor)
    {
        ScalarType type = typeof(T) == typeof(double) ? ScalarType.Float64 : ScalarType.Float32;
        Tensor plain = tensor.detach().to_type(type).contiguous();
        return new Column<T>((T*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(plain.bytes)), (int)plain.numel());
    }

    private static Tensor Copy<TNumber>(Column<TNumber> values, ScalarType type)
        where TNumber : unmanaged
    {
        Tensor copy = empty(values.Length, type);
        MemoryMarshal.AsBytes(values.Span).CopyTo(copy.bytes);
        return copy;
    }
}
