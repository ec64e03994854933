using Microsoft.CodeAnalysis;
using Paragon.Formulas;

namespace Paragon.Lowering;

/// <summary>A method that is a feature of a completion, as it is declared.</summary>
/// <param name="Column">Name of its column.</param>
/// <param name="Minimum">Smallest value of its declared range.</param>
/// <param name="Maximum">Largest value of its declared range.</param>
/// <param name="Refusal">What is wrong with the declaration, or null.</param>
public sealed record FeatureSymbol(string Column, double Minimum, double Maximum, Refusal? Refusal)
{
    /// <summary>The feature that a method declares, or null where it declares none.</summary>
    public static FeatureSymbol? Of(IMethodSymbol method)
    {
        if (WellKnown.Attribute(method, "FeatureAttribute") is not { } attribute)
        {
            return null;
        }

        Interval? range = DeclaredRange.Of(method, exclusive: false);
        bool isShaped = method is { IsStatic: true, Parameters.Length: 2, ReturnType.Name: "Feature" }
            && method.Parameters[0].Type.Name == "Prompt" && method.Parameters[1].Type.SpecialType == SpecialType.System_String;
        string? wrong = !isShaped ? $"'{method.Name}' must be static, take (Prompt prompt, string completion) and return Feature."
            : range is null ? $"'{method.Name}' has no [Range(minimum, maximum)]. A feature declares the values that it can have; they are checked when it runs."
            : null;
        return new FeatureSymbol(
            attribute.ConstructorArguments.FirstOrDefault().Value as string ?? method.Name, range?.Low ?? double.NaN, range?.High ?? double.NaN,
            wrong is null ? null : new Refusal(RefusalIds.Signature, wrong, method.Locations.FirstOrDefault() ?? Location.None));
    }
}
