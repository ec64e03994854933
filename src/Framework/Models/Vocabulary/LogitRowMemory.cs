namespace Paragon.Models;

/// <summary>Rows of logits with what is read of them, as pointers; null for what is not asked.</summary>
internal unsafe struct LogitRowMemory
{
    internal long Count;
    internal int Width;
    internal float Scale;
    internal float* Logits;
    internal long* Targets;
    internal float* LogProbabilities, Normalizers, Entropies, SquaredProbabilities, OfLogProbabilities, OfEntropies, Factors;

    internal readonly Span<float> Row(long row) => new(Logits + (row * Width), Width);
}
