namespace Paragon;

/// <summary>An objective: options and the formulas that use them. Implemented by the generator on an attributed partial record.</summary>
public interface IObjective
{
    /// <summary>What the objective is and which options it has.</summary>
    ObjectiveDescriptor Descriptor { get; }

    /// <summary>The formulas, in the order of the source; none where no method is marked as one.</summary>
    IReadOnlyList<Stage> Stages => [];

    /// <summary>What the formulas read of a completion's text, in the order of the source.</summary>
    IReadOnlyList<Training.FeatureFunction> Features => [];

    /// <summary>Value of an option as a number: truth values are 0 or 1, a choice is its number in the enumeration.</summary>
    /// <param name="name">Name of the property.</param>
    /// <exception cref="ArgumentException">There is no such option, or it is text, which is no number.</exception>
    double Option(string name);

    /// <summary>The kernels that compute the formulas on the CPU; null of an objective that no generator made.</summary>
    Kernels.FusedProgram? Fused => null;

    /// <summary>The loss with its symbolic derivative in tensor operations; null where there is no loss, or of an objective that no generator made.</summary>
    AnalyticProgram? Analytic => null;

    /// <summary>What the method claims about itself with <see cref="ReducesToAttribute{TOther}"/>; the laws check each.</summary>
    IReadOnlyList<Identity> Identities => [];
}

/// <summary>An objective that can say what it is before there is one.</summary>
/// <typeparam name="TSelf">The objective itself.</typeparam>
public interface IObjective<TSelf> : IObjective
    where TSelf : IObjective<TSelf>
{
    /// <summary>What the objective is and which options it has.</summary>
    static abstract ObjectiveDescriptor Describe();
}

/// <summary>Two objectives that must give the same loss and gradient on every batch.</summary>
/// <param name="Claim">The identity in words: "Alpha = 0 is dpo".</param>
/// <param name="Special">The method with the option at its special value, its other options as they are.</param>
/// <param name="Other">The other method, with the options that both have at the same values.</param>
public sealed record Identity(string Claim, IObjective Special, IObjective Other);
