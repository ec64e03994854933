using Paragon.Data;

namespace Paragon.Training;

/// <summary>Examples made from the rows of a file, shuffled anew in every pass.</summary>
/// <typeparam name="TRow">Type of the rows.</typeparam>
/// <typeparam name="T">Type of the examples.</typeparam>
public sealed class FileSource<TRow, T> : IExampleSource<T>, IDisposable
    where TRow : DataExample
{
    private readonly DataStream<TRow> _rows;
    private readonly Func<TRow, IEnumerable<T>> _make;
    private readonly Queue<T> _made = new();
    private DataPosition _position;
    private int _used;

    /// <summary>A source.</summary>
    /// <param name="file">The file.</param>
    /// <param name="seed">Seed of the order.</param>
    /// <param name="make">The examples of one row: one, several, or none.</param>
    public FileSource(DataFile file, ulong seed, Func<TRow, IEnumerable<T>> make)
    {
        (_rows, _make) = (new DataStream<TRow>(file, seed), make);
        _position = _rows.Position;
    }

    /// <summary>What became of the rows of this pass.</summary>
    public DataReport Report => _rows.Report;

    /// <summary>Position of the row that the next example is of, with the number of its examples that were used in the order's name.</summary>
    public DataPosition Position => _position with { Order = $"{_position.Order}{Mark}{_used}" };

    private const string Mark = ", used ";

    /// <inheritdoc/>
    public T Next()
    {
        while (_made.Count == 0)
        {
            Fill();
        }

        _used++;
        return _made.Dequeue();
    }

    /// <inheritdoc/>
    public void Restore(DataPosition position)
    {
        int mark = position.Order.LastIndexOf(Mark, StringComparison.Ordinal);
        if (mark < 0 || !int.TryParse(position.Order.AsSpan(mark + Mark.Length), out int used))
        {
            throw new TrainingException($"The saved position '{position.Order}' is not one of a file. Resume with the same settings, or start anew.");
        }

        _rows.Restore(position with { Order = position.Order[..mark] });
        _made.Clear();
        _position = _rows.Position;
        _used = 0;
        while (_used < used)
        {
            Next();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();

    private void Fill()
    {
        _position = _rows.Position;
        _used = 0;
        foreach (T example in _make(_rows.Next()))
        {
            _made.Enqueue(example);
        }
    }
}
