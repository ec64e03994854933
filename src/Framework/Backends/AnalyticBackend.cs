using TorchSharp;
using static TorchSharp.torch;

namespace Paragon;

/// <summary>The generated tensor code with the symbolic derivative, in tensor operations too: any device, no automatic gradient.</summary>
/// <param name="dtype">float64 for proofs, float32 as in training.</param>
/// <param name="device">Device; the CPU when null.</param>
public sealed class AnalyticBackend(ScalarType dtype = ScalarType.Float64, Device? device = null) : IBackend
{
    private readonly TensorBackend _values = new(dtype, device);

    /// <inheritdoc/>
    public string Name => dtype == ScalarType.Float32 ? "analytic32" : "analytic";

    /// <inheritdoc/>
    public double Precision => _values.Precision;

    /// <inheritdoc/>
    public double[] Values(IObjective objective, Stage stage, PackedBatch batch) => _values.Values(objective, stage, batch);

    /// <inheritdoc/>
    public LossValue Loss(IObjective objective, PackedBatch batch) => Loss(objective, [batch])[0];

    /// <summary>The losses and gradients of the parts of one batch; the whole batch's is their sum.</summary>
    /// <exception cref="BatchException">There are several parts and the objective needs the batch whole; the message says why.</exception>
    public IReadOnlyList<LossValue> Loss(IObjective objective, IReadOnlyList<PackedBatch> parts)
    {
        using DisposeScope scope = NewDisposeScope();
        AnalyticBatchLoss loss = new(objective);
        TensorBatch[] tensors = [.. parts.Select(part => new TensorBatch(part, dtype, device))];
        try
        {
            double[] statistics = loss.Statistics(tensors);
            return [.. tensors.Select(part => Part(objective, loss, part, statistics))];
        }
        finally
        {
            foreach (TensorBatch part in tensors)
            {
                part.Dispose();
            }
        }
    }

    private static LossValue Part(IObjective objective, AnalyticBatchLoss loss, TensorBatch part, double[] statistics)
    {
        AnalyticResult result = loss.Run(part, statistics);
        Dictionary<ColumnName, double[]> gradient = [];
        foreach (AnalyticGradient column in result.Gradient)
        {
            ColumnName name = new(column.Level, column.Column);
            gradient[name] = Finite.CheckGradient(objective, name, column.Values.to_type(ScalarType.Float64).cpu().contiguous().data<double>().ToArray());
        }

        return new LossValue(Finite.Check(objective, objective.Stages.First(stage => stage.Kind == StageKind.Loss), [part.ToNumber(result.Loss)])[0], gradient);
    }
}
