using Paragon.Formulas;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon;

/// <summary>
/// A packed batch on a device: what generated tensor code reads. Columns are 1-D tensors with one entry per element;
/// links are index maps. Columns that carry gradient are given by whoever computes them.
/// </summary>
public sealed class TensorBatch : IDisposable
{
    private readonly PackedBatch _packed;
    private readonly LinkTable _table;
    private readonly Dictionary<ColumnName, Tensor> _columns = [];
    private readonly Dictionary<ColumnName, Func<Tensor>> _supplies = [];
    private readonly Dictionary<string, TensorLink> _links = new(StringComparer.Ordinal);
    private readonly List<Tensor> _owned = [];

    /// <summary>A batch on a device.</summary>
    /// <param name="packed">The batch in memory.</param>
    /// <param name="dtype">Type of all numbers: float32 or float64.</param>
    /// <param name="device">Device of all tensors; the CPU when null.</param>
    public TensorBatch(PackedBatch packed, ScalarType dtype = ScalarType.Float32, Device? device = null)
    {
        Models.TorchMemory.Prepare();
        _packed = packed;
        _table = new LinkTable(new PackedBatchData(packed));
        Dtype = dtype;
        Device = device ?? CPU;
    }

    /// <summary>Type of all numbers.</summary>
    public ScalarType Dtype { get; }

    /// <summary>Device of all tensors.</summary>
    public Device Device { get; }

    /// <summary>The batch in memory.</summary>
    public PackedBatch Packed => _packed;

    /// <summary>Sets a column to a tensor, as it is, gradient and all. The batch does not dispose it.</summary>
    /// <param name="level">Level that owns the column.</param>
    /// <param name="column">Name of the column.</param>
    /// <param name="values">One entry per element of the level.</param>
    /// <exception cref="BatchException">The tensor has another shape.</exception>
    public void Set(string level, string column, Tensor values)
    {
        if (values.dim() != 1 || values.shape[0] != _packed.Rows(level))
        {
            throw new BatchException($"Column '{column}' was given a tensor of shape [{string.Join(", ", values.shape)}], but level '{level}' has {_packed.Rows(level)} rows.");
        }

        _columns[new ColumnName(level, column)] = values;
    }

    /// <summary>Says how to compute a column, should anything read it before <see cref="Set"/> gives it. The batch owns the result.</summary>
    /// <param name="level">Level that owns the column.</param>
    /// <param name="column">Name of the column.</param>
    /// <param name="compute">Makes the tensor, one entry per element of the level, without gradient.</param>
    public void Supply(string level, string column, Func<Tensor> compute) => _supplies[new ColumnName(level, column)] = compute;

    /// <summary>Whether this is one of several parts of a batch: then a set over the whole batch is not empty because none of it is here.</summary>
    internal bool IsPart { get; init; }

    /// <summary>What else holds memory for as long as the batch does.</summary>
    internal IDisposable? Companion { get; set; }

    /// <summary>A column that was set or can be supplied, as a tensor; null where the batch in memory has it or nobody has.</summary>
    internal Tensor? Given(ColumnName name) =>
        _columns.TryGetValue(name, out Tensor? tensor) ? tensor : _supplies.ContainsKey(name) ? (Tensor?)Column(name.Level, name.Column) : null;

    /// <summary>A column of numbers.</summary>
    /// <param name="level">Level that owns the column.</param>
    /// <param name="column">Name of the column.</param>
    /// <param name="default">Value where the batch lacks the column; NaN makes it required.</param>
    /// <exception cref="BatchException">The column is absent and required.</exception>
    public BatchTensor Column(string level, string column, double @default = double.NaN)
    {
        ColumnName name = new(level, column);
        if (_columns.TryGetValue(name, out Tensor? tensor))
        {
            return tensor;
        }

        if (_supplies.TryGetValue(name, out Func<Tensor>? compute))
        {
            Set(level, column, Own(compute()));
        }
        else
        {
            double[] values = double.IsNaN(@default) || _packed.TryColumn(level, column, out _)
                ? _packed.Column(level, column)
                : Enumerable.Repeat(@default, _packed.Rows(level)).ToArray();
            _columns[name] = Own(OnDevice(values));
        }

        return _columns[name];
    }

    /// <summary>A column of truth values.</summary>
    /// <inheritdoc cref="Column"/>
    public BatchTensor Flag(string level, string column, double @default = double.NaN) => TensorFormula.IsNot(Column(level, column, @default), 0);

    /// <summary>The columns that were given by <see cref="Set"/> and carry gradient.</summary>
    public IEnumerable<KeyValuePair<ColumnName, Tensor>> Differentiable => _columns.Where(column => column.Value.requires_grad);

    /// <summary>A link, by the key that the graph gives it.</summary>
    /// <exception cref="BatchException">The batch lacks the link, or an optional entry stands where none may.</exception>
    public TensorLink Link(string key)
    {
        if (!_links.TryGetValue(key, out TensorLink? link))
        {
            Link spec = GraphText.ReadLink(key);
            using (NewDisposeScope())
            {
                _links[key] = link = TensorLink.Of(spec, _table, Dtype, Device);
            }

            _owned.AddRange(link.Tensors);
        }

        return link;
    }

    /// <summary>Number of elements of a level.</summary>
    public double Count(string level) => _packed.Rows(level);

    /// <summary>One number as a tensor that broadcasts.</summary>
    public BatchTensor Number(double value)
    {
        using Scalar number = value;
        return full(1, number, Dtype, Device);
    }

    /// <summary>One truth value as a tensor that broadcasts.</summary>
    public BatchTensor Truth(bool value) => TensorFormula.IsNot(Number(value ? 1 : 0), 0);

    /// <summary>The number in a tensor that holds one.</summary>
    public double ToNumber(Tensor value) => value.to_type(ScalarType.Float64).item<double>();

    /// <summary>A result with one entry for each element of a level, moved out of the scope that it was computed in.</summary>
    public Tensor Each(string level, Tensor values) => values.expand(_packed.Rows(level)).alias().MoveToOuterDisposeScope();

    /// <inheritdoc cref="Each(string, Tensor)"/>
    public Tensor Each(string level, double value) => Each(level, Number(value));

    /// <summary>A result of the whole batch, moved out of the scope that it was computed in.</summary>
    public Tensor Total(Tensor value) => value.reshape(1).alias().MoveToOuterDisposeScope();

    /// <inheritdoc cref="Total(Tensor)"/>
    public Tensor Total(double value) => Total(Number(value));

    /// <inheritdoc/>
    public void Dispose()
    {
        Companion?.Dispose();
        foreach (Tensor tensor in _owned)
        {
            tensor.Dispose();
        }
    }

    private Tensor OnDevice(double[] values) => tensor(values, Dtype, Device);

    private Tensor Own(Tensor made)
    {
        Tensor kept = made.DetachFromDisposeScope();
        _owned.Add(kept);
        return kept;
    }
}
