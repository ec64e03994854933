using Microsoft.CodeAnalysis;

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

        object?[] arguments = [.. attribute.ConstructorArguments.Select(argument => argument.Value)];
        double low = arguments.Length == 3 && arguments[1] is double least ? least : double.NaN;
        double high = arguments.Length == 3 && arguments[2] is double most ? most : double.NaN;
        bool isShaped = method is { IsStatic: true, Parameters.Length: 2, ReturnType.Name: "Feature" }
            && method.Parameters[0].Type.Name == "Prompt" && method.Parameters[1].Type.SpecialType == SpecialType.System_String;
        string? wrong = !isShaped ? $"'{method.Name}' must be static, take (Prompt prompt, string completion) and return Feature."
            : !(low <= high) ? $"The range of '{method.Name}' is empty. A feature declares the smallest and the largest value that it can have, in this order; they are checked when it runs."
            : null;
        return new FeatureSymbol(
            arguments.FirstOrDefault() as string ?? method.Name, low, high,
            wrong is null ? null : new Refusal(RefusalIds.Signature, wrong, method.Locations.FirstOrDefault() ?? Location.None));
    }
}
