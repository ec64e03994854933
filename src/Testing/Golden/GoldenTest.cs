namespace Paragon.Testing;

/// <summary>What an adapter makes of a case: an objective, a packed batch, and where each expected value is found.</summary>
/// <param name="objective">The objective with the case's hyperparameters; null where nothing but <see cref="Computed"/> is expected.</param>
/// <param name="batch">The case's inputs, packed.</param>
public sealed class GoldenTest(IObjective? objective, PackedBatch batch)
{
    private readonly List<GoldenCheck> _checks = [];

    /// <summary>The objective.</summary>
    /// <exception cref="GoldenException">The test has none.</exception>
    public IObjective Objective => objective ?? throw new GoldenException("A formula was asked for, but the test has no objective.");

    /// <summary>The batch.</summary>
    public PackedBatch Batch => batch;

    /// <summary>Where the expected values are found.</summary>
    public IReadOnlyList<GoldenCheck> Checks => _checks;

    /// <summary>Whether losses are computed with the rewards and advantages of the objective's own formulas.</summary>
    public bool IsPrepared { get; private set; }

    /// <summary>A test of what needs no objective and no backend: use <see cref="Computed"/> only.</summary>
    public static GoldenTest WithoutObjective() => new(null, new PackedBatchBuilder().Build());

    /// <summary>Lets the objective's reward and advantage formulas run before the formula that is asked for. Without it the case's columns are taken as they are.</summary>
    public GoldenTest Prepared()
    {
        IsPrepared = true;
        return this;
    }

    /// <summary>Expects the loss.</summary>
    /// <param name="name">Name among the expected values.</param>
    public GoldenTest Loss(string name = "loss") => From(name, run => GoldenArray.Scalar(run.Loss.Value));

    /// <summary>Expects the loss of each element: the values of the objective's only loss formula.</summary>
    /// <param name="name">Name among the expected values.</param>
    /// <param name="axis">Where they lie.</param>
    /// <param name="fill">What the file has where the axis is masked.</param>
    public GoldenTest Each(string name, GoldenAxis axis, double fill = 0) =>
        From(name, run => axis.Unpack(run.Values(run.OnlyLoss, axis), fill));

    /// <summary>Expects the values of a formula.</summary>
    /// <param name="name">Name among the expected values.</param>
    /// <param name="axis">Where they lie; <see cref="GoldenAxis.Batch"/> for a formula of the whole batch.</param>
    /// <param name="stage">Name of the method.</param>
    /// <param name="fill">What the file has where the axis is masked.</param>
    public GoldenTest Values(string name, GoldenAxis axis, string stage, double fill = 0) =>
        From(name, run => axis.Unpack(run.Values(run.Stage(stage), axis), fill));

    /// <summary>Expects the derivative of the loss by a column, 0 where the axis is masked. Backends without gradients leave it out.</summary>
    /// <param name="name">Name among the expected values.</param>
    /// <param name="axis">Where the column's values lie.</param>
    /// <param name="column">Name of the column.</param>
    public GoldenTest Gradient(string name, GoldenAxis axis, string column) => From(name, run => run.Gradient(axis, column));

    /// <summary>Expects what a component of the framework computes, which no backend is needed for.</summary>
    public GoldenTest Computed(string name, Func<GoldenArray> value) => Add(new GoldenCheck(name, _ => value(), UsesBackend: false));

    /// <summary>Expects a value made from what a backend computes; null where the backend cannot.</summary>
    public GoldenTest From(string name, Func<GoldenRun, GoldenArray?> value) => Add(new GoldenCheck(name, value, UsesBackend: true));

    /// <summary>The same test of another objective: of a mutant.</summary>
    public GoldenTest Of(IObjective other)
    {
        GoldenTest test = new(other, batch) { IsPrepared = IsPrepared };
        test._checks.AddRange(_checks);
        return test;
    }

    /// <summary>Whether the test has an objective.</summary>
    public bool HasObjective => objective is not null;

    private GoldenTest Add(GoldenCheck check)
    {
        _checks.Add(check);
        return this;
    }
}

/// <summary>One expected value and how it is obtained.</summary>
/// <param name="Name">Name among the expected values.</param>
/// <param name="Obtain">Computes it; null where the backend cannot.</param>
/// <param name="UsesBackend">Whether it depends on the backend.</param>
public sealed record GoldenCheck(string Name, Func<GoldenRun, GoldenArray?> Obtain, bool UsesBackend);
