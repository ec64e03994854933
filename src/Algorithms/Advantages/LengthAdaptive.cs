namespace Paragon.Algorithms;

/// <summary>VAPO's λ.</summary>
[FormulaLibrary]
public static partial class LengthAdaptive
{
    /// <summary>max(0, 1 - 1 / (α n)) for a completion of n tokens; 0 for one without tokens.</summary>
    /// <param name="y">The completion.</param>
    /// <param name="alpha">α &gt; 0.</param>
    public static Real Lambda(Completion y, Real alpha) =>
        y.Tokens.Count() > 0 ? Max(0, 1 - (1 / (alpha * y.Tokens.Count()))) : 0;
}
