using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>Expected values of a second objective on the same batch: of the reward model beside the policy.</summary>
internal static class Beside
{
    /// <summary>Expects another objective's loss and its derivative by the token's log-probability or value.</summary>
    /// <param name="test">The test.</param>
    /// <param name="other">The other objective.</param>
    /// <param name="loss">Name of its loss among the expected values.</param>
    /// <param name="gradient">Name of the derivative among the expected values.</param>
    /// <param name="axis">Where the column lies.</param>
    /// <param name="column">The column.</param>
    public static GoldenTest AndLoss(this GoldenTest test, IObjective other, string loss, string gradient, GoldenAxis axis, string column) => test
        .From(loss, run => GoldenArray.Scalar(run.Backend.Loss(other, run.Test.Batch).Value))
        .From(gradient, run => run.Backend.Loss(other, run.Test.Batch).Gradient is not { } derivative ? null
            : axis.Unpack(derivative.TryGetValue(new ColumnName(axis.Level, column), out double[]? values) ? values : new double[run.Test.Batch.Rows(axis.Level)]));

    /// <summary>Expects the values of a formula of another objective.</summary>
    public static GoldenTest AndValues(this GoldenTest test, IObjective other, string name, GoldenAxis axis, string stage) =>
        test.From(name, run => axis.Unpack(run.Backend.Values(other, stage, run.Test.Batch)));
}
