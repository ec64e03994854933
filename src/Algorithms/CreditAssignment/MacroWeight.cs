namespace Paragon.Algorithms;

/// <summary>How much each token counts in the value of its macro action.</summary>
public enum MacroWeight
{
    /// <summary>All the same.</summary>
    Equal,

    /// <summary>The last one only.</summary>
    Unit,

    /// <summary>1, 1/2, 1/3, … from the first on.</summary>
    Position,
}
