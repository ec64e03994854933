using CsCheck;

namespace Paragon.Testing;

/// <summary>One batch that a law is tried on.</summary>
internal sealed class LawTrial(IObjective objective, BatchSchema schema, PackedBatch raw, PCG random)
{
    private readonly Lazy<PackedBatch> _batch = new(() => Scalar.Prepare(objective, raw));

    /// <summary>Relative difference that two exact computations of the same may have.</summary>
    public const double Tolerance = 1e-8;

    public static ScalarBackend Scalar { get; } = new();

    public static GraphBackend Graph { get; } = new();

    public static TensorBackend Tensor { get; } = new();

    public static FusedBackend Fused { get; } = new();

    public static AnalyticBackend Analytic { get; } = new();

    public IObjective Objective => objective;

    public BatchSchema Schema => schema;

    /// <summary>The batch with the rewards and advantages of the objective's own formulas.</summary>
    public PackedBatch Batch => _batch.Value;

    public PCG Random => random;

    public bool HasLoss => objective.Stages.Any(stage => stage.Kind == StageKind.Loss);

    /// <summary>Where two backends differ in the values of some formula or in the loss, or null.</summary>
    public string? ValuesDiffer(IBackend expected, IBackend actual)
    {
        foreach (Stage stage in objective.Stages)
        {
            if (LawText.Differ(stage, expected.Name, expected.Values(objective, stage, Batch), actual.Name, actual.Values(objective, stage, Batch), Tolerance) is { } difference)
            {
                return difference;
            }
        }

        return HasLoss ? LawText.Differ("the loss", expected.Name, expected.Loss(objective, Batch).Value, actual.Name, actual.Loss(objective, Batch).Value, Tolerance) : null;
    }
}
