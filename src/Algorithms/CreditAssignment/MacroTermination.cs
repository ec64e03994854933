namespace Paragon.Algorithms;

/// <summary>Where macro actions end.</summary>
public enum MacroTermination
{
    /// <summary>After every n tokens.</summary>
    Fixed,

    /// <summary>After lengths of 1, 2, 3, 5 and 10 tokens in random order.</summary>
    Randomized,

    /// <summary>With constituents of fewer than C tokens.</summary>
    Parsing,

    /// <summary>Where the perplexity rises.</summary>
    Perplexity,

    /// <summary>With the completion: a contextual bandit.</summary>
    Whole,
}
