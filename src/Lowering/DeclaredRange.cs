using System.Globalization;
using Microsoft.CodeAnalysis;
using Paragon.Formulas;

namespace Paragon.Lowering;

/// <summary>The numbers that a column, an option or a feature declares to have with <c>[Range]</c>.</summary>
public static class DeclaredRange
{
    private const string Attribute = "System.ComponentModel.DataAnnotations.RangeAttribute";

    /// <summary>The declared range of a symbol; null where it has none, or one that is no range of numbers.</summary>
    /// <param name="symbol">Property or method.</param>
    /// <param name="exclusive">Whether an exclusive bound is moved to the next number inside.</param>
    public static Interval? Of(ISymbol symbol, bool exclusive = true)
    {
        AttributeData? attribute = symbol.GetAttributes().FirstOrDefault(static data => data.AttributeClass is { Name: "RangeAttribute" } type && type.ToDisplayString() == Attribute);
        object?[] arguments = attribute is null ? [] : [.. attribute.ConstructorArguments.Select(static argument => argument.Value)];
        if (arguments.Length < 2 || Bound(arguments[arguments.Length - 2]) is not { } low || Bound(arguments[arguments.Length - 1]) is not { } high)
        {
            return null;
        }

        Interval inside = new Interval(low, high).Outward(-1);
        Interval range = new(
            exclusive && attribute!.Named("MinimumIsExclusive") is true ? inside.Low : low,
            exclusive && attribute!.Named("MaximumIsExclusive") is true ? inside.High : high);
        return range.Low <= range.High ? range : null;
    }

    /// <summary>The numbers of an enumeration's members.</summary>
    public static Interval? OfChoices(INamedTypeSymbol type)
    {
        double[] values = [.. type.GetMembers().OfType<IFieldSymbol>().Where(static member => member.HasConstantValue).Select(static member => Convert.ToDouble(member.ConstantValue, CultureInfo.InvariantCulture))];
        return values.Length == 0 ? null : new Interval(values.Min(), values.Max());
    }

    private static double? Bound(object? argument) => argument switch
    {
        double value when !double.IsNaN(value) => value,
        int value => value,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && !double.IsNaN(value) => value,
        _ => null,
    };
}
