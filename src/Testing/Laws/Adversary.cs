namespace Paragon.Testing;

/// <summary>Makes batches extreme: equal values, none at all, large ones, policies that agree, families of one.</summary>
internal sealed class Adversary(BatchGenerator generator)
{
    /// <summary>The ways, by what they make of a batch.</summary>
    public IReadOnlyList<(string Name, Func<PackedBatch, PackedBatch> Change)> Ways =>
    [
        ("the policy equals the reference", batch => Change(batch, ColumnKind.LogProbability, (level, column, row, value) => Policy(batch, level, row) ?? value)),
        ("all values of a column are equal", batch => Change(batch, ColumnKind.Number, (_, _, _, _) => 1)),
        ("all values of a column are 0", batch => Change(batch, ColumnKind.Number, (_, _, _, _) => 0)),
        ("values are large", batch => Change(batch, ColumnKind.Number, (_, _, _, value) => 50 * value)),
        ("values are tiny", batch => Change(batch, ColumnKind.Number, (_, _, _, value) => 1e-8 * value)),
        ("the policies are far apart", batch => Change(batch, ColumnKind.LogProbability, (level, column, row, _) => InTurn(level, column, row, -20))),
        ("all conditions are true", batch => Change(batch, ColumnKind.Truth, (_, _, _, _) => 1)),
        ("all conditions are false", batch => Change(batch, ColumnKind.Truth, (_, _, _, _) => 0)),
        ("optional columns are absent", Without),
    ];

    /// <summary>Ways that bring out bounds: numbers for which backends need not round alike, but a formula and its mutant are both exact.</summary>
    public IReadOnlyList<(string Name, Func<PackedBatch, PackedBatch> Change)> Bounds =>
    [
        ("ratios of the policies are large and small in turn", batch => Change(batch, ColumnKind.LogProbability, (level, column, row, _) => InTurn(level, column, row, -3))),
        ("log-ratios of the policies are beyond 40", batch => Change(batch, ColumnKind.LogProbability, (level, column, row, _) => InTurn(level, column, row, -45))),
        ("values are huge", batch => Change(batch, ColumnKind.Number, (_, _, _, value) => 1e5 * value)),
    ];

    /// <summary>One policy in each row gives the token hardly any probability, each in its turn; a policy alone in every second row.</summary>
    private double InTurn(SchemaLevel level, SchemaColumn column, int row, double low)
    {
        List<SchemaColumn> policies = [.. level.Columns.Where(other => generator.KindOf(level, other) == ColumnKind.LogProbability)];
        return (row + policies.IndexOf(column)) % Math.Max(policies.Count, 2) == 0 ? low : -1e-3;
    }

    private PackedBatch Change(PackedBatch batch, ColumnKind kind, Func<SchemaLevel, SchemaColumn, int, double, double> value)
    {
        foreach (SchemaLevel level in generator.Schema.Levels)
        {
            foreach (SchemaColumn column in level.Columns.Where(column => generator.KindOf(level, column) == kind))
            {
                double[] values = [.. batch.Column(level.Name, column.Name).Select((old, row) => value(level, column, row, old))];
                batch = batch.With(level.Name, column.Name, values);
            }
        }

        return batch;
    }

    private PackedBatch Without(PackedBatch batch)
    {
        HashSet<ColumnName> optional = [.. generator.Schema.Levels.SelectMany(level => level.Columns.Where(column => column.IsOptional).Select(column => new ColumnName(level.Name, column.Name)))];
        return optional.Count == 0 ? batch : new PackedBatch(batch.Levels.Values.ToDictionary(
            level => level.Name,
            level => level with { Columns = level.Columns.Where(column => !optional.Contains(new ColumnName(level.Name, column.Key))).ToDictionary() }));
    }

    private static double? Policy(PackedBatch batch, SchemaLevel level, int row) => batch.TryColumn(level.Name, "logp", out double[]? logp) ? logp[row] : null;
}
