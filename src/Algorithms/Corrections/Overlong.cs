namespace Paragon.Algorithms;

/// <summary>DAPO's penalty on the length of a completion; at most 0 and never rising with the length.</summary>
[FormulaLibrary]
public static partial class Overlong
{
    /// <summary>TRL's: in [-1, 0].</summary>
    /// <param name="y">The completion.</param>
    /// <param name="maxLength">Longest length, in tokens.</param>
    /// <param name="buffer">Length over which the penalty grows from 0 to -1, in tokens.</param>
    public static Real Trl(Completion y, Real maxLength, Real buffer) => Max(-1, Share(y, maxLength, buffer));

    /// <summary>verl's: times a factor, without a floor.</summary>
    /// <param name="y">The completion.</param>
    /// <param name="maxLength">Longest length, in tokens.</param>
    /// <param name="buffer">Length over which the penalty grows from 0 to -factor, in tokens.</param>
    /// <param name="factor">Penalty at the longest length.</param>
    public static Real Verl(Completion y, Real maxLength, Real buffer, Real factor) => factor * Share(y, maxLength, buffer);

    private static Real Share(Completion y, Real maxLength, Real buffer) => Min(0, (maxLength - buffer - y.Tokens.Count()) / buffer);
}
