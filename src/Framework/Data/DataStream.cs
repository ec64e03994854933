using System.Globalization;
using System.Security.Cryptography;

namespace Paragon.Data;

/// <summary>The examples of a file without end, each pass in another order, that can go on exactly where it was.</summary>
/// <typeparam name="T">Type of the examples.</typeparam>
/// <remarks>
/// The order comes from the seed, the number of the pass and the file alone. A file with at most as many examples as the
/// window is shuffled whole; of a larger one, each example is drawn from a window that moves over it, so that memory
/// stays bounded. Going on after a restart reads the part of the pass that was used once more.
/// </remarks>
public sealed class DataStream<T> : IDisposable
    where T : DataExample
{
    private readonly DataFile _file;
    private readonly ulong _seed;
    private readonly int _window;
    private readonly string _order;
    private IEnumerator<T>? _pass;
    private int _epoch;
    private long _taken;

    /// <summary>A stream from the first example of the first pass.</summary>
    /// <param name="file">The file.</param>
    /// <param name="seed">Seed of the order.</param>
    /// <param name="window">Examples to shuffle among; 0 keeps the order of the file. 16,384 by default.</param>
    /// <exception cref="DataFileException">The file cannot be read, or gives examples of another type.</exception>
    public DataStream(DataFile file, ulong seed, int window = 1 << 14)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(window);
        file.Require<T>();
        (_file, _seed, _window) = (file, seed, window);
        _order = string.Create(CultureInfo.InvariantCulture, $"seed {seed}, window {window}, file {Fingerprint(file.Path)}");
    }

    /// <summary>What became of the rows of this pass so far.</summary>
    public DataReport Report { get; private set; } = new();

    /// <summary>The position of the next example.</summary>
    public DataPosition Position => new(_epoch, _taken, _order);

    /// <summary>The next example; after the last one, the first of the next pass.</summary>
    /// <exception cref="DataFileException">Rows cannot be read or are refused beyond the limit.</exception>
    public T Next()
    {
        _pass ??= Pass();
        while (!_pass.MoveNext())
        {
            _pass.Dispose();
            (_epoch, _taken) = (_epoch + 1, 0);
            _pass = Pass();
        }

        _taken++;
        return _pass.Current;
    }

    /// <summary>The next examples.</summary>
    public IReadOnlyList<T> Next(int count)
    {
        T[] examples = new T[count];
        for (int i = 0; i < count; i++)
        {
            examples[i] = Next();
        }

        return examples;
    }

    /// <summary>Goes to a saved position.</summary>
    /// <exception cref="DataFileException">It was saved with another seed, window or file.</exception>
    public void Restore(DataPosition position)
    {
        if (position.Order != _order)
        {
            throw new DataFileException($"The saved position is of other data or another order: it says '{position.Order}', and '{_file.Path}' is read with '{_order}'. Give the same file, seed and window, or start anew.");
        }

        _pass?.Dispose();
        (_epoch, _taken) = (position.Epoch, 0);
        _pass = Pass();
        while (_taken < position.Taken)
        {
            if (!_pass.MoveNext())
            {
                throw new DataFileException($"The saved position is after {position.Taken} examples, and a pass over '{_file.Path}' has only {_taken}.");
            }

            _taken++;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _pass?.Dispose();

    private IEnumerator<T> Pass()
    {
        Report = new DataReport();
        IEnumerable<T> examples = _file.Read<T>(Report);
        return (_window == 0 ? examples : Shuffled(examples, _window, new SplitMix64(PassSeed(_seed, _epoch)))).GetEnumerator();
    }

    // Neighbouring seeds and passes must not give related orders, which seed + epoch would.
    private static ulong PassSeed(ulong seed, int epoch)
    {
        SplitMix64 mix = new(seed);
        return new SplitMix64(mix.Next() ^ (ulong)epoch).Next();
    }

    private static IEnumerable<T> Shuffled(IEnumerable<T> examples, int window, SplitMix64 random)
    {
        List<T> held = [];
        foreach (T example in examples)
        {
            if (held.Count < window)
            {
                held.Add(example);
                continue;
            }

            int drawn = random.Below(window);
            yield return held[drawn];
            held[drawn] = example;
        }

        for (int left = held.Count; left > 0; left--)
        {
            int drawn = random.Below(left);
            yield return held[drawn];
            held[drawn] = held[left - 1];
        }
    }

    // Length and both ends: a changed file is noticed without reading all of a large one.
    private static string Fingerprint(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            byte[] ends = new byte[1 << 17];
            int read = file.ReadAtLeast(ends.AsSpan(0, 1 << 16), 1 << 16, throwOnEndOfStream: false);
            file.Position = Math.Max(0, file.Length - (1 << 16));
            read += file.ReadAtLeast(ends.AsSpan(read, 1 << 16), 1 << 16, throwOnEndOfStream: false);
            return string.Create(CultureInfo.InvariantCulture, $"{file.Length}-{Convert.ToHexStringLower(SHA256.HashData(ends.AsSpan(0, read)).AsSpan(0, 8))}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataFileException($"The data file '{path}' cannot be opened: {error.Message}", error);
        }
    }
}
