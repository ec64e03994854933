using Paragon.Formulas;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon;

/// <summary>The generated tensor code, with PyTorch's automatic gradient.</summary>
/// <param name="dtype">float64 for proofs, float32 as in training.</param>
/// <param name="device">Device; the CPU when null.</param>
public sealed class TensorBackend(ScalarType dtype = ScalarType.Float64, Device? device = null) : IBackend
{
    /// <inheritdoc/>
    public string Name => dtype == ScalarType.Float32 ? "tensor32" : "tensor";

    /// <inheritdoc/>
    public double Precision => dtype == ScalarType.Float32 ? 1e-4 : 1e-9;

    /// <inheritdoc/>
    public double[] Values(IObjective objective, Stage stage, PackedBatch batch)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        using TensorBatch tensors = new(batch, dtype, device);
        double[] statistics = stage.Statistics.Count == 0 ? [] : new BatchLoss(objective, stage.Kind).Statistics(stage, [tensors]);
        return Finite.Check(objective, stage, ToArray(stage.Each(objective, tensors, statistics)));
    }

    /// <inheritdoc/>
    public LossValue Loss(IObjective objective, PackedBatch batch) => Loss(objective, [batch])[0];

    /// <summary>The losses and gradients of the parts of one batch; the whole batch's is their sum.</summary>
    /// <exception cref="BatchException">There are several parts and the objective needs the batch whole; the message says why.</exception>
    public IReadOnlyList<LossValue> Loss(IObjective objective, IReadOnlyList<PackedBatch> parts)
    {
        using DisposeScope scope = NewDisposeScope();
        BatchLoss loss = new(objective);
        ColumnName[] columns = loss.Stages.SelectMany(stage => Traversal.Sorted(stage.Graph)).OfType<ColumnNode>()
            .Where(column => column.CarriesGradient).Select(column => new ColumnName(column.Domain!.Key, column.Name)).Distinct().ToArray();
        List<(TensorBatch Batch, Dictionary<ColumnName, Tensor> Leaves)> tensors = [];
        foreach (PackedBatch part in parts)
        {
            TensorBatch batch = new(part, dtype, device);
            Dictionary<ColumnName, Tensor> leaves = [];
            foreach (ColumnName column in columns.Where(column => part.TryColumn(column.Level, column.Column, out _)))
            {
                // Asked for with the values, the gradient would stop at the conversion from double to float.
                leaves[column] = tensor(part.Column(column.Level, column.Column), dtype, device ?? CPU).requires_grad_();
                batch.Set(column.Level, column.Column, leaves[column]);
            }

            tensors.Add((batch, leaves));
        }

        IReadOnlyList<double[]> statistics = loss.Statistics(tensors.Select(part => part.Batch).ToList());
        return tensors.Select(part => Part(objective, loss, part.Batch, part.Leaves, statistics)).ToList();
    }

    private static LossValue Part(IObjective objective, BatchLoss loss, TensorBatch batch, Dictionary<ColumnName, Tensor> leaves, IReadOnlyList<double[]> statistics)
    {
        using TensorBatch owned = batch;
        Tensor value = loss.Loss(batch, statistics);
        if (value.requires_grad)
        {
            value.backward();
        }

        Dictionary<ColumnName, double[]> gradient = leaves.ToDictionary(
            leaf => leaf.Key,
            leaf => Finite.CheckGradient(objective, leaf.Key, leaf.Value.grad is { } grad ? ToArray(grad) : new double[leaf.Value.shape[0]]));
        return new LossValue(Finite.Check(objective, loss.Stages[0], [batch.ToNumber(value)])[0], gradient);
    }

    private static double[] ToArray(Tensor values) => values.detach().to_type(ScalarType.Float64).cpu().data<double>().ToArray();
}
