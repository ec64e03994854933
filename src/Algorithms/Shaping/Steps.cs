namespace Paragon.Algorithms;

/// <summary>Where steps end, for rewards that stand on a step's last token.</summary>
[FormulaLibrary]
public static partial class Steps
{
    /// <summary>Whether a step ends with this token: it belongs to one, and the next token does not belong to the same.</summary>
    public static bool EndsWith(Token t) => t.Segment.Exists && (t.IsLast || !t.Next.Segment.Exists || Place(t.Next.Segment) != Place(t.Segment));

    private static Real Place(Segment k) => k.AndBefore.Count();
}
