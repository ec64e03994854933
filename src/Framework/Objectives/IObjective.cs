namespace Paragon;

/// <summary>An objective: options and the formulas that use them. Implemented by the generator on an attributed partial record.</summary>
public interface IObjective
{
    /// <summary>What the objective is and which options it has.</summary>
    ObjectiveDescriptor Descriptor { get; }

    /// <summary>The formulas, in the order of the source; none where no method is marked as one.</summary>
    IReadOnlyList<Stage> Stages => [];

    /// <summary>Value of an option as a number: truth values are 0 or 1, a choice is its number in the enumeration.</summary>
    /// <param name="name">Name of the property.</param>
    /// <exception cref="ArgumentException">There is no such option, or it is text, which is no number.</exception>
    double Option(string name);
}

/// <summary>An objective that can say what it is before there is one.</summary>
/// <typeparam name="TSelf">The objective itself.</typeparam>
public interface IObjective<TSelf> : IObjective
    where TSelf : IObjective<TSelf>
{
    /// <summary>What the objective is and which options it has.</summary>
    static abstract ObjectiveDescriptor Describe();
}
