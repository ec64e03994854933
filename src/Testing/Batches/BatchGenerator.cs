using CsCheck;

namespace Paragon.Testing;

/// <summary>
/// Random batches with the levels, links and columns that objectives need, read off the graphs of their formulas; so it
/// works for levels and columns that a user declares.
/// </summary>
/// <remarks>
/// Values come from the columns' names: log-probabilities at most 0 and near to each other, probabilities, positive
/// weights, truth values, and otherwise numbers around 0. <see cref="Column"/> declares others.
/// </remarks>
public sealed class BatchGenerator : Gen<PackedBatch>
{
    private readonly IReadOnlyList<IObjective> _objectives;
    private readonly Dictionary<string, string> _parents = [];
    private readonly Dictionary<string, (int Min, int Max)> _families = [];
    private readonly Dictionary<ColumnName, Gen<double>> _columns = [];
    private Lazy<BatchSchema> _schema;

    private BatchGenerator(IReadOnlyList<IObjective> objectives)
    {
        _objectives = objectives;
        _schema = Read();
    }

    internal BatchSchema Schema => _schema.Value;

    /// <summary>Batches that hold what all of these objectives need.</summary>
    public static BatchGenerator For(params IReadOnlyList<IObjective> objectives) => new(objectives);

    /// <summary>Declares the values of a column.</summary>
    public BatchGenerator Column(string level, string column, Gen<double> values)
    {
        _columns[new ColumnName(level, column)] = values;
        return this;
    }

    /// <summary>Declares how many elements of a level stand under one parent, or in the batch where the level has no parent.</summary>
    public BatchGenerator Family(string level, int min, int max)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(min, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(max, min);
        _families[level] = (min, max);
        return this;
    }

    /// <summary>Declares which level is the parent of a user's own level; needed where several of its links bear the name of the level they point to.</summary>
    public BatchGenerator Parent(string level, string parent)
    {
        _parents[level] = parent;
        _schema = Read();
        return this;
    }

    /// <summary>The kind of a column; what the test declares is taken as it is.</summary>
    internal ColumnKind KindOf(SchemaLevel level, SchemaColumn column) =>
        _columns.ContainsKey(new ColumnName(level.Name, column.Name)) ? ColumnKind.Declared : column.Kind;

    /// <summary>The same generator with other sizes where the test declares none.</summary>
    internal BatchGenerator Resized(Func<SchemaLevel, (int Min, int Max)> sizes)
    {
        BatchGenerator resized = new(_objectives) { _schema = _schema };
        foreach (SchemaLevel level in Schema.Levels)
        {
            resized._families[level.Name] = _families.TryGetValue(level.Name, out (int Min, int Max) declared) ? declared : sizes(level);
        }

        foreach ((ColumnName name, Gen<double> values) in _columns)
        {
            resized._columns[name] = values;
        }

        return resized;
    }

    /// <inheritdoc/>
    public override PackedBatch Generate(PCG pcg, Size? min, out Size size)
    {
        BatchDraft draft = new(Schema, pcg);
        foreach (SchemaLevel level in Schema.Levels)
        {
            draft.AddLevel(level, _families.GetValueOrDefault(level.Name, DefaultFamily(level)));
        }

        foreach (SchemaLevel level in Schema.Levels)
        {
            draft.AddLinks(level);
            draft.AddColumns(level, _columns);
        }

        PackedBatch batch = draft.Build();
        size = new Size((ulong)batch.Levels.Values.Sum(level => level.Rows));
        return batch;
    }

    private static (int Min, int Max) DefaultFamily(SchemaLevel level) => level.Name == "choice" ? (2, 4) : (1, 4);

    private Lazy<BatchSchema> Read() => new(() => BatchSchema.Of(_objectives, _parents));
}
