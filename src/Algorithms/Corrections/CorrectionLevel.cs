namespace Paragon.Algorithms;

/// <summary>What an importance weight is the ratio of.</summary>
public enum CorrectionLevel
{
    /// <summary>The probabilities of a token.</summary>
    Token,

    /// <summary>The probabilities of the whole completion.</summary>
    Sequence,
}
