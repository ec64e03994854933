namespace Paragon.Segmentation;

/// <summary>A constituent of a parse: a run of tokens, and the constituents that it is made of.</summary>
/// <param name="First">Its first token.</param>
/// <param name="Count">Number of its tokens, at least 1.</param>
/// <param name="Children">What it is made of, in order and without gaps; none for a leaf.</param>
public sealed record Constituent(int First, int Count, IReadOnlyList<Constituent> Children);

/// <summary>Parses a completion into constituents.</summary>
public interface IConstituencyParser
{
    /// <summary>The root, which spans all tokens.</summary>
    /// <param name="completion">A completion of at least one token.</param>
    Constituent Parse(CompletionTokens completion);
}
