namespace Paragon.Formulas;

/// <summary>Which elements a value is taken at, seen from the element whose result is asked for.</summary>
internal enum Frame
{
    /// <summary>At the element itself, or at its own parents.</summary>
    Own,

    /// <summary>At the rows of a join whose outer element is the element itself, or at what belongs to it.</summary>
    OwnRows,

    /// <summary>At an element that is certainly another.</summary>
    Another,

    /// <summary>At any element.</summary>
    Elsewhere,

    /// <summary>At the element that a direction moves, and all that belongs to it.</summary>
    Moving,

    /// <summary>At the element that a direction holds still, and all that belongs to it.</summary>
    Still,
}
