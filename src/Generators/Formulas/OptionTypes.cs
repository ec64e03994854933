using Microsoft.CodeAnalysis;
using Paragon.Formulas;

namespace Paragon.Generators.Formulas;

/// <summary>How the options of a record are read as numbers in its own methods.</summary>
internal sealed class OptionTypes(INamedTypeSymbol record)
{
    /// <summary>An option as a double or a bool.</summary>
    public (string Text, int Precedence) Read(string name) => Property(name)?.Type switch
    {
        { SpecialType: SpecialType.System_Int32 } => ($"(double){name}", Form.Unary),
        { TypeKind: TypeKind.Enum } => ($"(double)(int){name}", Form.Unary),
        _ => (name, Form.Atom),
    };

    /// <summary>The member of an option's enumeration that has a value, or null.</summary>
    public string? Choice(string name, double value) =>
        Property(name)?.Type is INamedTypeSymbol { TypeKind: TypeKind.Enum } type
            ? type.GetMembers().OfType<IFieldSymbol>()
                .Where(member => member.HasConstantValue && Convert.ToDouble(member.ConstantValue, System.Globalization.CultureInfo.InvariantCulture) == value)
                .Select(member => $"{type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{member.Name}")
                .FirstOrDefault()
            : null;

    private IPropertySymbol? Property(string name)
    {
        for (INamedTypeSymbol? type = record; type is not null; type = type.BaseType)
        {
            if (type.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault() is { } property)
            {
                return property;
            }
        }

        return null;
    }
}
