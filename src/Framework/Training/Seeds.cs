namespace Paragon.Training;

/// <summary>
/// The random numbers of a run. Each use in each step has a generator of its own, made from the run's seed, the use and the
/// step, so that a run that was stopped and resumed draws what it would have drawn: there is no state to lose.
/// </summary>
/// <param name="Seed">Seed of the run.</param>
public readonly record struct Seeds(ulong Seed)
{
    /// <summary>Seed of one use in one step.</summary>
    /// <param name="use">What the numbers are for.</param>
    /// <param name="step">Number of the step, or 0 for what is drawn once.</param>
    public ulong For(string use, long step = 0)
    {
        ulong hash = Mix(Seed + 0x9E3779B97F4A7C15);
        foreach (char letter in use)
        {
            hash = Mix(hash ^ letter);
        }

        return Mix(hash ^ (ulong)step);
    }

    /// <summary>A generator for one use in one step.</summary>
    /// <inheritdoc cref="For"/>
    public Random Random(string use, long step = 0) => new((int)(For(use, step) >> 33));

    // SplitMix64 (Steele, Lea and Flood 2014): neighbouring seeds give unrelated numbers.
    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
