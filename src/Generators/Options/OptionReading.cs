using System.Globalization;
using Microsoft.CodeAnalysis;
using Paragon.Formulas;
using Paragon.Lowering;

namespace Paragon.Generators.Options;

/// <summary>Reads one option from its property.</summary>
internal static class OptionReading
{
    private const string RangeAttribute = "System.ComponentModel.DataAnnotations.RangeAttribute";

    /// <summary>The option of a property, or null with the reason.</summary>
    public static (OptionModel? Option, string? Refusal) Read(IPropertySymbol property, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (Form(property.Type) is not { } form)
        {
            string type = property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
            return (null, $"Option '{property.Name}' is {type}; an option is a double, int, bool, enum or string. Use one of these, or make the property private or get-only if it is no option.");
        }

        ChoiceModel[] choices = form == OptionForm.Choice ? Choices((INamedTypeSymbol)property.Type) : [];
        if (form == OptionForm.Choice && choices.Length == 0)
        {
            return (null, $"Option '{property.Name}' is the enum {property.Type.Name}, which has no members, or members beyond the range of int. Give it members from 0.");
        }

        (RangeModel? range, string? refusal) = Range(property, form);
        return refusal is not null
            ? (null, refusal)
            : (new OptionModel(
                property.Name, Kebab.Of(property.Name), form, property.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
                range, new EquatableArray<ChoiceModel>(choices), Documentation.Summary(property, cancellation)), null);
    }

    private static OptionForm? Form(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Double => OptionForm.Number,
        SpecialType.System_Int32 => OptionForm.WholeNumber,
        SpecialType.System_Boolean => OptionForm.Flag,
        SpecialType.System_String => type.NullableAnnotation == NullableAnnotation.Annotated ? OptionForm.OptionalText : OptionForm.Text,
        _ => type.TypeKind == TypeKind.Enum ? OptionForm.Choice : null,
    };

    private static ChoiceModel[] Choices(INamedTypeSymbol type)
    {
        IFieldSymbol[] members = [.. type.GetMembers().OfType<IFieldSymbol>().Where(static member => member.HasConstantValue)];
        decimal[] values = [.. members.Select(static member => Convert.ToDecimal(member.ConstantValue, CultureInfo.InvariantCulture))];
        return values.Any(static value => value is < int.MinValue or > int.MaxValue)
            ? []
            : [.. members.Zip(values, static (member, value) => new ChoiceModel(member.Name, Kebab.Of(member.Name), (int)value))];
    }

    private static (RangeModel? Range, string? Refusal) Range(IPropertySymbol property, OptionForm form)
    {
        AttributeData? attribute = property.GetAttributes().FirstOrDefault(static data => data.AttributeClass?.ToDisplayString() == RangeAttribute);
        if (attribute is null)
        {
            return (null, null);
        }

        if (form is not (OptionForm.Number or OptionForm.WholeNumber))
        {
            return (null, $"Option '{property.Name}' is no number, so its [Range] means nothing. Remove the attribute.");
        }

        // [Range(0, 1)], or [Range(typeof(double), "0", "1")].
        object?[] arguments = [.. attribute.ConstructorArguments.Select(static argument => argument.Value)];
        if (arguments.Length < 2 || Bound(arguments[arguments.Length - 2]) is not { } minimum || Bound(arguments[arguments.Length - 1]) is not { } maximum)
        {
            return (null, $"The [Range] of option '{property.Name}' has bounds that are not numbers. Write [Range(low, high)] with numbers.");
        }

        bool aboveMinimum = attribute.Named("MinimumIsExclusive") is true;
        bool belowMaximum = attribute.Named("MaximumIsExclusive") is true;
        return minimum > maximum || (minimum == maximum && (aboveMinimum || belowMaximum))
            ? (null, $"The [Range] of option '{property.Name}' is empty: no value is allowed. Write the smaller bound first.")
            : (new RangeModel(minimum, maximum, aboveMinimum, belowMaximum), null);
    }

    private static double? Bound(object? argument) => argument switch
    {
        double value when !double.IsNaN(value) => value,
        int value => value,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && !double.IsNaN(value) => value,
        _ => null,
    };
}
