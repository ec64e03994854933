namespace Paragon;

/// <summary>What values an option takes.</summary>
public enum OptionKind
{
    /// <summary>A finite real number: a <see cref="double"/>.</summary>
    Number,

    /// <summary>A whole number: an <see cref="int"/>.</summary>
    WholeNumber,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>One of the names of an enumeration.</summary>
    Choice,

    /// <summary>Any text. Formulas cannot use it.</summary>
    Text,
}
