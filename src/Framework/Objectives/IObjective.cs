namespace Paragon;

/// <summary>An objective: options and the formulas that use them. Implemented by the generator on an attributed partial record.</summary>
public interface IObjective
{
    /// <summary>The formulas, in the order of the source.</summary>
    IReadOnlyList<Stage> Stages { get; }

    /// <summary>Value of an option as a number: truth values are 0 or 1, a choice is its number in the enumeration.</summary>
    /// <param name="name">Name of the property.</param>
    double Option(string name);
}
