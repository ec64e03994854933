using System.Numerics;
using Paragon.Kernels;

namespace Paragon;

/// <summary>The generated kernels on the CPU, with the symbolic derivative: few passes over memory, no tensors.</summary>
/// <param name="single">Whether the columns of the finest level hold float32, as in training, and not float64.</param>
/// <param name="parallel">Whether loops may use several threads. The results are the same bits.</param>
/// <param name="vectorBits">Width of vectors, 256 or 512; 0 for what the processor has. Sums are of the same numbers in another order.</param>
public sealed class FusedBackend(bool single = false, bool parallel = true, int vectorBits = 0) : IBackend
{
    /// <inheritdoc/>
    public string Name => single ? "fused32" : "fused";

    /// <inheritdoc/>
    public double Precision => single ? 1e-5 : 1e-9;

    /// <inheritdoc/>
    public double[] Values(IObjective objective, Stage stage, PackedBatch batch) =>
        Finite.Check(objective, stage, single ? Values<float>(objective, stage, batch) : Values<double>(objective, stage, batch));

    /// <inheritdoc/>
    public LossValue Loss(IObjective objective, PackedBatch batch) => Loss(objective, [batch])[0];

    /// <summary>The losses and gradients of the parts of one batch; the whole batch's is their sum.</summary>
    /// <exception cref="BatchException">There are several parts and the objective needs the batch whole; the message says why.</exception>
    public IReadOnlyList<LossValue> Loss(IObjective objective, IReadOnlyList<PackedBatch> parts) =>
        single ? Loss<float>(objective, parts) : Loss<double>(objective, parts);

    private double[] Values<T>(IObjective objective, Stage stage, PackedBatch batch)
        where T : unmanaged, INumber<T>
    {
        using FusedBatch<T> fused = Batch<T>(batch);
        if (FusedLoss<T>.Program(objective).Stages.TryGetValue(stage.Name, out FusedKernel? kernel))
        {
            FusedLoss<T>.Run(kernel, objective, fused);
            return Result(fused, stage.Name);
        }

        // One kernel computes all losses and metrics; a column that only another of them reads may be absent.
        FusedLoss<T> loss = new(objective);
        fused.IsForOneStage = true;
        loss.Run(fused, loss.Statistics([fused]), gradient: false, each: true);
        double[] values = stage.IsOfBatch ? [fused.Totals[stage.Name]] : Result(fused, $"each {stage.Name}");
        return fused.Missing is { } missing && values.Any(double.IsNaN) ? throw missing : values;
    }

    private IReadOnlyList<LossValue> Loss<T>(IObjective objective, IReadOnlyList<PackedBatch> parts)
        where T : unmanaged, INumber<T>
    {
        if (objective.Stages.All(stage => stage.Kind != StageKind.Loss))
        {
            throw new BatchException($"'{objective.Descriptor.Name}' has no loss.");
        }

        FusedLoss<T> loss = new(objective);
        FusedBatch<T>[] fused = [.. parts.Select(Batch<T>)];
        try
        {
            double[] statistics = loss.Statistics(fused);
            return [.. fused.Select(part => Part(objective, loss, part, statistics))];
        }
        finally
        {
            foreach (FusedBatch<T> part in fused)
            {
                part.Dispose();
            }
        }
    }

    private FusedBatch<T> Batch<T>(PackedBatch batch)
        where T : unmanaged, INumber<T> => vectorBits == 0 ? new(batch) { RunsParallel = parallel } : new(batch) { RunsParallel = parallel, VectorBits = vectorBits };

    private static LossValue Part<T>(IObjective objective, FusedLoss<T> loss, FusedBatch<T> part, double[] statistics)
        where T : unmanaged, INumber<T>
    {
        loss.Run(part, statistics, gradient: true);
        Stage[] stages = [.. objective.Stages.Where(stage => stage.Kind == StageKind.Loss)];
        Dictionary<ColumnName, double[]> gradient = [];
        foreach (string name in part.Outputs.Keys)
        {
            string[] words = name.Split('.');
            ColumnName column = new(words[0], words[1]);
            gradient[column] = Finite.CheckGradient(objective, column, Result(part, name));
        }

        return new LossValue(Finite.Check(objective, stages[0], [stages.Sum(stage => part.Totals[stage.Name])])[0], gradient);
    }

    private static double[] Result<T>(FusedBatch<T> batch, string name)
        where T : unmanaged, INumber<T> => batch.Outputs.TryGetValue(name, out object? values)
            ? values is Column<float> numbers ? [.. numbers.Span.ToArray().Select(number => (double)number)] : ((Column<double>)values).Span.ToArray()
            : [batch.Totals[name]];
}
