namespace Paragon.Algorithms.Tests.Preference;

/// <summary>What an objective makes of a batch.</summary>
internal static class Computed
{
    private const double Tolerance = 1e-9;

    private static readonly ScalarBackend Scalar = new();

    private static readonly TensorBackend Tensor = new();

    public static double Loss(this IObjective objective, PackedBatch batch) => Scalar.Loss(objective, batch).Value;

    public static double Loss(this IObjective objective, PairSample sample) => objective.Loss(sample.Batch());

    public static double[] Values(this IObjective objective, string stage, PackedBatch batch) =>
        Scalar.Values(objective, objective.Stages.Single(s => s.Name == stage), batch);

    public static double[] LogProbGradient(this IObjective objective, PackedBatch batch) =>
        Tensor.Loss(objective, batch).Gradient![new ColumnName("token", "logp")];

    public static void AssertSame(double expected, double actual, string what = "") =>
        Assert.True(Math.Abs(expected - actual) <= Tolerance * (1 + Math.Abs(expected)), $"{what}: {expected:R} was expected, and there is {actual:R}.");

    public static void AssertDiffer(double one, double other, string what) =>
        Assert.True(Math.Abs(one - other) > 1e-6 * (1 + Math.Abs(one)), $"{what}: both are {one:R}.");

    /// <summary>Two objectives have the same loss and the same gradient.</summary>
    public static void AssertSame(IObjective expected, IObjective actual, PairSample sample)
    {
        PackedBatch batch = sample.Batch();
        AssertSame(expected.Loss(batch), actual.Loss(batch), $"the loss of {actual}");
        foreach ((double one, double other) in expected.LogProbGradient(batch).Zip(actual.LogProbGradient(batch)))
        {
            AssertSame(one, other, $"the gradient of {actual}");
        }
    }
}
