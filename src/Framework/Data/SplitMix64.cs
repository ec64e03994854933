namespace Paragon.Data;

/// <summary>A small random generator that is the same on every machine and version (Steele, Lea and Flood 2014).</summary>
internal struct SplitMix64(ulong state)
{
    private ulong _state = state;

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 to <paramref name="count"/> - 1, each as likely as another.</summary>
    public int Below(int count)
    {
        // Values of the last, incomplete turn of the range are drawn again.
        ulong range = (ulong)count, end = ulong.MaxValue - (ulong.MaxValue % range);
        ulong drawn;
        do
        {
            drawn = Next();
        }
        while (drawn >= end);

        return (int)(drawn % range);
    }
}
