namespace Paragon.Algorithms;

/// <summary>Whose gradient the ratio of GSPO has.</summary>
public enum GspoLevel
{
    /// <summary>The completion's: GSPO.</summary>
    Sequence,

    /// <summary>Each token's own: GSPO-token. The same where the advantage is the same for all tokens.</summary>
    SequenceToken,
}
