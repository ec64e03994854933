namespace Paragon.Models;

/// <summary>How many rows of logits exist at one time.</summary>
internal static class VocabularyChunk
{
    /// <summary>Rows below which the matrix products lose speed.</summary>
    private const long FewestRows = 128;

    /// <summary>Chunks are multiples of it, for the matrix products' sake.</summary>
    private const long Step = 64;

    /// <summary>Logits of one chunk: 32 MB in single precision.</summary>
    private const long Logits = 1 << 23;

    /// <summary>
    /// As many rows as make 2²³ logits (256 of a vocabulary of 32 000), but at least 128: a chunk costs a pass over the gradient of the
    /// weights, so fewer and larger ones are faster until memory counts.
    /// </summary>
    internal static long Rows(long vocabulary) => Math.Max(FewestRows, Logits / vocabulary / Step * Step);
}
