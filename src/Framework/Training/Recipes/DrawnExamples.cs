using Paragon.Data;

namespace Paragon.Training;

/// <summary>A list of examples without end: shuffled anew in every pass, the same for the same seed.</summary>
/// <typeparam name="T">Type of the examples.</typeparam>
/// <param name="examples">The examples, at least one.</param>
/// <param name="seed">Seed of the order.</param>
public sealed class DrawnExamples<T>(IReadOnlyList<T> examples, ulong seed) : IExampleSource<T>
{
    private readonly T[] _shuffled = examples.Count > 0 ? [.. examples] : throw new TrainingException("There is no example to train on. Draw more, or look at why none was left.");
    private int _pass = -1;
    private long _taken;

    /// <inheritdoc/>
    public DataPosition Position => new(0, _taken, $"{examples.Count} drawn examples, seed {seed}");

    /// <inheritdoc/>
    public T Next()
    {
        int pass = (int)(_taken / _shuffled.Length);
        if (pass != _pass)
        {
            for (int i = 0; i < _shuffled.Length; i++)
            {
                _shuffled[i] = examples[i];
            }

            new Seeds(seed).Random("order", pass).Shuffle(_shuffled);
            _pass = pass;
        }

        return _shuffled[_taken++ % _shuffled.Length];
    }

    /// <inheritdoc/>
    public void Restore(DataPosition position) => _taken = position.Order == Position.Order ? position.Taken
        : throw new TrainingException($"The saved position is of '{position.Order}', not of '{Position.Order}'. Resume with the same settings, or start anew.");
}
