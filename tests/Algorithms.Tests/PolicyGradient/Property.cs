using CsCheck;
using Paragon.Testing;

namespace Paragon.Algorithms.Tests;

/// <summary>What the identities are checked with: random batches, the loss and the formulas of an objective, and agreement.</summary>
internal static class Property
{
    private static readonly TensorBackend s_tensors = new();

    private static readonly ScalarBackend s_scalars = new();

    /// <summary>Checks a claim on random batches that hold what these objectives need; the failing seed is printed.</summary>
    public static void Holds(Action<PackedBatch> claim, BatchGenerator batches) => batches.Check(claim, iter: 30);

    /// <summary>A batch with one column copied from another of the same level.</summary>
    public static PackedBatch Copied(this PackedBatch batch, string level, string from, string to) => batch.With(level, to, batch.Column(level, from));

    /// <summary>A batch with a column of one value.</summary>
    public static PackedBatch Filled(this PackedBatch batch, string level, string column, double value) =>
        batch.With(level, column, [.. Enumerable.Repeat(value, batch.Rows(level))]);

    /// <summary>A batch on which the policy is the one that sampled.</summary>
    public static PackedBatch OnPolicy(this PackedBatch batch) => batch.Copied("token", "logp", "old_logp");

    /// <summary>A batch with the advantages of the objective's own formulas.</summary>
    public static PackedBatch Prepared(this IObjective objective, PackedBatch batch) => s_scalars.Prepare(objective, batch);

    /// <summary>The loss on the columns as they are.</summary>
    public static double Loss(this IObjective objective, PackedBatch batch) => s_tensors.Loss(objective, batch).Value;

    /// <summary>The gradient of the loss by a column of the tokens, or of another level.</summary>
    public static double[] Gradient(this IObjective objective, PackedBatch batch, string column = "logp", string level = "token") =>
        s_tensors.Loss(objective, batch).Gradient![new ColumnName(level, column)];

    /// <summary>The values of a formula.</summary>
    public static double[] Values(this IObjective objective, string stage, PackedBatch batch) =>
        s_tensors.Values(objective, objective.Stages.Single(found => found.Name == stage), batch);

    /// <summary>How many tokens each completion has.</summary>
    public static int[] Lengths(this PackedBatch batch) => [.. Enumerable.Range(0, batch.Rows("completion")).Select(y => batch.Link("token", "completion").Sources(y).Length)];

    /// <summary>Completion of each token.</summary>
    public static int[] CompletionOfToken(this PackedBatch batch) => batch.Link("token", "completion").Targets.ToArray();

    /// <summary>Rows of the completions of each group.</summary>
    public static int[][] Groups(this PackedBatch batch) => [.. Enumerable.Range(0, batch.Rows("group")).Select(g => batch.Link("completion", "group").Sources(g))];

    /// <summary>Two objectives have one loss and one gradient.</summary>
    public static void Same(IObjective expected, IObjective actual, PackedBatch batch, string column = "logp", string level = "token")
    {
        Agree(expected.Loss(batch), actual.Loss(batch));
        Agree(expected.Gradient(batch, column, level), actual.Gradient(batch, column, level));
    }

    public static void Agree(double expected, double actual, double tolerance = 1e-9) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * (1 + Math.Abs(expected)), $"Expected {expected:R}, found {actual:R}.");

    public static void Agree(double[] expected, double[] actual, double tolerance = 1e-9)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= tolerance * (1 + Math.Abs(expected[i])),
                $"At {i}: expected {expected[i]:R}, found {actual[i]:R}.");
        }
    }
}
