using Microsoft.CodeAnalysis;

namespace Paragon.Lowering;

/// <summary>Which methods are formulas.</summary>
public static class FormulaMethods
{
    /// <summary>The attributes of the stages, each with the name of its kind.</summary>
    public static IReadOnlyList<(string Attribute, string Kind)> Stages { get; } =
        [("RewardAttribute", "Reward"), ("AdvantageAttribute", "Advantage"), ("LossAttribute", "Loss"), ("MetricAttribute", "Metric")];

    /// <summary>Whether a method has an attribute of a stage.</summary>
    public static bool IsStage(IMethodSymbol method) => Stages.Any(stage => WellKnown.Attribute(method, stage.Attribute) is not null);

    /// <summary>Whether a method is one that a library offers.</summary>
    public static bool IsOfLibrary(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public }
        && WellKnown.Attribute(method.ContainingType, "FormulaLibraryAttribute") is not null;
}
