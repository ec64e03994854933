namespace Paragon.Testing;

/// <summary>One backend's results for one golden case. Each is computed when it is first asked for.</summary>
public sealed class GoldenRun
{
    private readonly Dictionary<Stage, double[]> _values = [];
    private readonly Lazy<LossValue> _loss;

    internal GoldenRun(GoldenTest test, IBackend backend)
    {
        Test = test;
        Backend = backend;
        _loss = new Lazy<LossValue>(() => backend.Loss(Objective, BatchBefore(null)));
    }

    /// <summary>The case's test.</summary>
    public GoldenTest Test { get; }

    /// <summary>The backend.</summary>
    public IBackend Backend { get; }

    /// <summary>The objective.</summary>
    public IObjective Objective => Test.Objective;

    /// <summary>The loss and its gradient.</summary>
    public LossValue Loss => _loss.Value;

    /// <summary>The objective's only loss formula.</summary>
    internal Stage OnlyLoss => Objective.Stages.Where(stage => stage.Kind == StageKind.Loss).ToArray() is [Stage only]
        ? only
        : throw new GoldenException("The objective has no loss formula, or several: name the one that is meant with Values(name, axis, stage).");

    /// <summary>The values of a formula, one for each row of its level.</summary>
    /// <param name="stage">Name of the method.</param>
    public double[] Values(string stage) => Values(Stage(stage));

    internal double[] Values(Stage stage, GoldenAxis axis) =>
        stage.Level == axis.Level
            ? Values(stage)
            : throw new GoldenException($"The formula '{stage.Name}' has one value for each {stage.Level}, but the expected array lies on the level '{axis.Level}'.");

    internal Stage Stage(string name) =>
        Objective.Stages.FirstOrDefault(stage => stage.Name == name)
        ?? throw new GoldenException($"The objective has no formula '{name}'. It has: {string.Join(", ", Objective.Stages.Select(stage => stage.Name))}.");

    internal GoldenArray? Gradient(GoldenAxis axis, string column)
    {
        if (Loss.Gradient is not { } gradient)
        {
            return null;
        }

        // A column that the loss does not depend on has the gradient 0, not none.
        ColumnName name = new(axis.Level, column);
        return axis.Unpack(gradient.TryGetValue(name, out double[]? values) ? values : new double[Test.Batch.Column(axis.Level, column).Length]);
    }

    private double[] Values(Stage stage)
    {
        if (!_values.TryGetValue(stage, out double[]? values))
        {
            _values[stage] = values = Backend.Values(Objective, stage, BatchBefore(stage));
        }

        return values;
    }

    private PackedBatch BatchBefore(Stage? stage) => Test.IsPrepared ? Backend.Prepare(Objective, Test.Batch, stage) : Test.Batch;
}
