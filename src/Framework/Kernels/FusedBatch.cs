using System.Numerics;
using System.Runtime.Intrinsics;
using Paragon.Formulas;

namespace Paragon.Kernels;

/// <summary>A packed batch as generated kernels read it: columns that do not move, links, and what the kernels compute.</summary>
/// <typeparam name="T">What the columns of the finest level hold: float as in training, double for proofs. All others hold double.</typeparam>
public sealed class FusedBatch<T> : IDisposable
    where T : unmanaged, INumberBase<T>
{
    private readonly LinkTable _table;
    private readonly Dictionary<string, FusedLink> _links = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int[]> _bounds = new(StringComparer.Ordinal);
    private readonly Dictionary<(ColumnName, Type), object> _columns = [];
    private readonly HashSet<(ColumnName, Type)> _borrowed = [];
    private readonly List<NativeBlock> _owned = [];
    private readonly List<NativeBlock> _free = [];
    private readonly List<NativeBlock> _used = [];

    /// <summary>A batch for kernels.</summary>
    /// <param name="packed">The batch in memory.</param>
    public FusedBatch(PackedBatch packed)
    {
        Packed = packed;
        _table = new LinkTable(new PackedBatchData(packed));
    }

    /// <summary>The batch in memory.</summary>
    public PackedBatch Packed { get; }

    /// <summary>The sums over the whole batch that are known beforehand, in the order of their places.</summary>
    public double[] Statistics { get; set; } = [];

    /// <summary>Whether the gradient is wanted.</summary>
    public bool WantsGradient { get; set; }

    /// <summary>Whether the value of each element of each loss and metric is wanted.</summary>
    public bool WantsEach { get; set; }

    /// <summary>
    /// Whether a column that is absent is NaN instead of an error at once: for the values of one formula among several that a
    /// kernel computes together. What is missing is then in <see cref="Missing"/>.
    /// </summary>
    internal bool IsForOneStage { get; set; }

    /// <summary>Whether this is one of several parts: then a set over the whole batch is not empty because none of it is here.</summary>
    internal bool IsPart { get; set; }

    /// <summary>The first thing that was missing, or null.</summary>
    internal BatchException? Missing { get; private set; }

    /// <summary>
    /// Memory of columns that someone else computes, in the place of the batch's own: a <see cref="Column{T}"/> of float or
    /// double, or null. It is asked anew for each run, and must stay until the run is over.
    /// </summary>
    internal Func<ColumnName, object?>? Lent { get; init; }

    /// <summary>Whether pieces of a loop may run at the same time. The results do not depend on it.</summary>
    public bool RunsParallel { get; set; } = true;

    /// <summary>Width of the vectors that loops run on: 512 or 256 bits.</summary>
    internal int VectorBits { get; init; } = Vector512.IsHardwareAccelerated ? 512 : 256;

    /// <summary>What the last run gave: the numbers that it computed, by name.</summary>
    internal Dictionary<string, double> Totals { get; } = new(StringComparer.Ordinal);

    /// <summary>What the last run gave: columns of <typeparamref name="T"/> or double, by name.</summary>
    internal Dictionary<string, object> Outputs { get; } = new(StringComparer.Ordinal);

    /// <summary>Bytes of the columns that were read and of the results that the last run wrote.</summary>
    internal long Bytes => _columns.Values.Concat(Outputs.Values).Sum(column => column is Column<float> single ? sizeof(float) * (long)single.Length : sizeof(double) * (long)((Column<double>)column).Length);

    /// <summary>Number of elements of a level or rows of a join.</summary>
    /// <param name="domain">Name of the level, or the join's text.</param>
    public int Rows(string domain) => domain[0] == '{' ? _table.Rows(GraphText.ReadLink($"outer{domain}").From) : Packed.Rows(domain);

    /// <summary>Number of elements of a level, as a number of formulas.</summary>
    public double Count(string level) => Packed.Rows(level);

    /// <summary>A column of the batch.</summary>
    /// <typeparam name="TNumber">What it holds: <typeparamref name="T"/> or double.</typeparam>
    /// <param name="level">Level that owns the column.</param>
    /// <param name="column">Name of the column.</param>
    /// <param name="default">Value where the batch lacks the column; NaN makes it required.</param>
    /// <exception cref="BatchException">The column is absent and required.</exception>
    public Column<TNumber> Column<TNumber>(string level, string column, double @default = double.NaN)
        where TNumber : unmanaged, INumberBase<TNumber>
    {
        ColumnName name = new(level, column);
        if (_columns.TryGetValue((name, typeof(TNumber)), out object? known))
        {
            return (Column<TNumber>)known;
        }

        if (Lent?.Invoke(name) is { } lent)
        {
            _borrowed.Add((name, typeof(TNumber)));
            Column<TNumber> borrowed = lent is Column<TNumber> own && Pages.HoldVectorsBeyond(own) ? own : Converted<TNumber>(lent);
            _columns[(name, typeof(TNumber))] = borrowed;
            return borrowed;
        }

        Column<TNumber> made = Own<TNumber>(Packed.Rows(level));
        if (!double.IsNaN(@default) && !Packed.TryColumn(level, column, out _))
        {
            made.Span.Fill(TNumber.CreateTruncating(@default));
        }
        else if (IsForOneStage && !Packed.TryColumn(level, column, out _))
        {
            Missing ??= new BatchException($"The batch has no column '{column}' on level '{level}'.");
            made.Span.Fill(TNumber.CreateTruncating(double.NaN));
        }
        else
        {
            double[] values = Packed.Column(level, column);
            for (int i = 0; i < values.Length; i++)
            {
                made[i] = TNumber.CreateTruncating(values[i]);
            }
        }

        _columns[(name, typeof(TNumber))] = made;
        return made;
    }

    /// <summary>Whether the batch has a column, its own or a lent one.</summary>
    /// <param name="level">Level that owns the column.</param>
    /// <param name="column">Name of the column.</param>
    public bool Has(string level, string column) => Packed.TryColumn(level, column, out _) || Lent?.Invoke(new ColumnName(level, column)) is not null;

    /// <summary>A link, by the key that the graph gives it.</summary>
    /// <exception cref="BatchException">The batch lacks the link, or an optional entry stands where none may.</exception>
    public FusedLink Link(string key)
    {
        if (!_links.TryGetValue(key, out FusedLink? link))
        {
            Link spec = GraphText.ReadLink(key);
            PackedLink map = spec is DeclaredLink declared ? Packed.Link(declared.From.Key, declared.Name)
                : new PackedLink(spec.From.Key, key, spec.To.Key, _table.Targets(spec), _table.Rows(spec.To));
            _links[key] = link = new FusedLink(spec, map);
        }

        return link;
    }

    /// <summary>Where the runs of a link to the next or previous element begin; the last entry is the number of elements.</summary>
    public ReadOnlySpan<int> Runs(string key)
    {
        string name = $"runs {key}";
        if (!_bounds.TryGetValue(name, out int[]? runs))
        {
            NeighbourLink link = (NeighbourLink)GraphText.ReadLink(key);
            int rows = _table.Rows(link.Level);
            int[] parents = link.Parent is null ? new int[rows] : _table.Targets(link.Parent);
            _bounds[name] = runs = [.. Enumerable.Range(0, rows).Where(row => row == 0 || parents[row] != parents[row - 1]), rows];
        }

        return runs;
    }

    /// <summary>Memory for one number per element, of any content, until the next run.</summary>
    /// <param name="length">Number of elements.</param>
    public Column<TNumber> Scratch<TNumber>(int length)
        where TNumber : unmanaged
    {
        long bytes = Math.Max(64L, (long)length * (typeof(TNumber) == typeof(float) ? sizeof(float) : sizeof(double)));
        int fit = _free.FindIndex(block => block.Bytes >= bytes && block.Bytes <= bytes * 2);
        NativeBlock taken = fit < 0 ? new NativeBlock(bytes) : _free[fit];
        if (fit >= 0)
        {
            _free.RemoveAt(fit);
        }

        _used.Add(taken);
        return taken.As<TNumber>(length);
    }

    /// <summary>Memory that holds the same number for every element.</summary>
    public Column<TNumber> Filled<TNumber>(int length, double value)
        where TNumber : unmanaged, INumberBase<TNumber>
    {
        Column<TNumber> column = Scratch<TNumber>(length);
        column.Span.Fill(TNumber.CreateTruncating(value));
        return column;
    }

    /// <summary>Memory for a result of the run.</summary>
    /// <param name="name">Name of the result.</param>
    /// <param name="domain">Level that has one number per element.</param>
    public Column<TNumber> Output<TNumber>(string name, string domain)
        where TNumber : unmanaged
    {
        Column<TNumber> column = Scratch<TNumber>(Rows(domain));
        Outputs[name] = column;
        return column;
    }

    /// <summary>Gives a number as a result of the run.</summary>
    public void Total(string name, double value) => Totals[name] = value;

    /// <summary>Stops where some row has too few elements for a reduction.</summary>
    /// <param name="link">Link from the elements.</param>
    /// <param name="reduction">The reduction.</param>
    /// <param name="reader">Link that leads to the rows that are looked at; null where all are.</param>
    /// <exception cref="BatchException">A row has none; the message names it.</exception>
    public void RequireMembers(string link, string reduction, string? reader = null)
    {
        if (IsForOneStage)
        {
            return;
        }

        Link spec = GraphText.ReadLink(link);
        if (IsPart && IsOverBatch(spec))
        {
            return;
        }

        if (spec is RootLink)
        {
            if (Rows(spec.From.Key) == 0)
            {
                throw BatchException.TooFew(reduction, $"the elements of the batch 0 ({link})", 0, 1);
            }

            return;
        }

        FusedLink members = Link(link);
        int empty = members.Count.Span.IndexOf(0.0);
        if (empty >= 0 && reader is not null)
        {
            int[] looked = _table.Targets(GraphText.ReadLink(reader));
            int row = Array.FindIndex(looked, target => target >= 0 && members.Count[target] == 0);
            empty = row < 0 ? -1 : looked[row];
        }

        if (empty >= 0)
        {
            throw BatchException.TooFew(reduction, $"the elements of {spec.To.Key} {empty} ({link})", 0, 1);
        }
    }

    /// <summary>Number of pieces of a loop over the rows of a level.</summary>
    public int Pieces(int rows) => Bounds(rows).Length - 1;

    /// <summary>Number of pieces of a loop over families.</summary>
    public int Pieces(FusedLink link) => Bounds(link).Length - 1;

    /// <summary>Runs a loop over the rows of a level in pieces.</summary>
    /// <typeparam name="TLoop">Type of the loop.</typeparam>
    /// <param name="rows">Number of rows.</param>
    /// <param name="loop">The loop, from a row to a row.</param>
    /// <param name="choices">The conditions on options that the loop is compiled for.</param>
    /// <param name="inOrder">Whether pieces must run one after another.</param>
    public void Over<TLoop>(int rows, TLoop loop, ReadOnlySpan<bool> choices, bool inOrder = false)
        where TLoop : struct, ILoop => new Pieces(Bounds(rows), Loops.For(loop, choices)).Run(RunsParallel && !inOrder);

    /// <summary>Runs a loop over the families of a link whose elements lie together, in pieces.</summary>
    /// <typeparam name="TLoop">Type of the loop.</typeparam>
    /// <param name="link">The link.</param>
    /// <param name="loop">The loop, from a row that is pointed to, to another.</param>
    /// <param name="choices">The conditions on options that the loop is compiled for.</param>
    /// <param name="inOrder">Whether pieces must run one after another.</param>
    public void Over<TLoop>(FusedLink link, TLoop loop, ReadOnlySpan<bool> choices, bool inOrder = false)
        where TLoop : struct, ILoop => new Pieces(Bounds(link), Loops.For(loop, choices)).Run(RunsParallel && !inOrder);

    /// <summary>Forgets the results of the last run; its memory is used again.</summary>
    internal void Begin()
    {
        Totals.Clear();
        Outputs.Clear();
        foreach ((ColumnName, Type) borrowed in _borrowed)
        {
            _columns.Remove(borrowed);
        }

        _borrowed.Clear();
        _free.AddRange(_used);
        _used.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (NativeBlock block in _owned.Concat(_free).Concat(_used))
        {
            block.Dispose();
        }

        foreach (FusedLink link in _links.Values)
        {
            link.Dispose();
        }
    }

    private Column<TNumber> Converted<TNumber>(object lent)
        where TNumber : unmanaged, INumberBase<TNumber>
    {
        Column<TNumber> into = Scratch<TNumber>(lent is Column<float> floats ? floats.Length : ((Column<double>)lent).Length);
        for (int i = 0; i < into.Length; i++)
        {
            into[i] = lent is Column<float> single ? TNumber.CreateTruncating(single[i]) : TNumber.CreateTruncating(((Column<double>)lent)[i]);
        }

        return into;
    }

    /// <summary>Whether a set is one of the whole batch, of which this may be a part.</summary>
    private static bool IsOverBatch(Link link) => link is RootLink || (link is JoinLink { Join: { } join } && IsOverBatch(join.Set));

    private int[] Bounds(int rows)
    {
        string key = $"rows {rows}";
        return _bounds.TryGetValue(key, out int[]? known) ? known : _bounds[key] = Chunks.OfRows(rows);
    }

    private int[] Bounds(FusedLink link) =>
        _bounds.TryGetValue(link.Key, out int[]? known) ? known : _bounds[link.Key] = Chunks.OfFamilies(link.Starts);

    private Column<TNumber> Own<TNumber>(int length)
        where TNumber : unmanaged
    {
        NativeBlock block = new((long)length * sizeof(double));
        _owned.Add(block);
        return block.As<TNumber>(length);
    }
}
