using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Paragon.Analyzers.Options;

/// <summary>The options of an objective as their properties declare them.</summary>
internal static class DeclaredOptions
{
    /// <summary>Whether a property is an option: public, with init or set.</summary>
    public static bool IsOption(IPropertySymbol property) =>
        property is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsIndexer: false, SetMethod.DeclaredAccessibility: Accessibility.Public, GetMethod: not null };

    /// <summary>Whether an option is a number, which a range can bound.</summary>
    public static bool IsNumber(IPropertySymbol option) => option.Type.SpecialType is SpecialType.System_Double or SpecialType.System_Int32;

    /// <summary>All options of a record and of the records that it derives from.</summary>
    public static IEnumerable<IPropertySymbol> Of(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? at = type; at is not null; at = at.BaseType)
        {
            foreach (IPropertySymbol property in at.GetMembers().OfType<IPropertySymbol>().Where(IsOption))
            {
                yield return property;
            }
        }
    }

    /// <summary>The default of a number: its initial value, 0 without one; null where that is no constant.</summary>
    public static double? Default(IPropertySymbol option, Compilation compilation, CancellationToken cancellation)
    {
        if (option.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is not PropertyDeclarationSyntax declaration)
        {
            return null;
        }

        if (declaration.Initializer is not { Value: { } value })
        {
            return 0;
        }

        if (value is LiteralExpressionSyntax { Token.Value: double or int } literal)
        {
            return Convert.ToDouble(literal.Token.Value, CultureInfo.InvariantCulture);
        }

#pragma warning disable RS1030 // A symbol action has no model of its own; objectives are few.
        Optional<object?> constant = compilation.GetSemanticModel(value.SyntaxTree).GetConstantValue(value, cancellation);
#pragma warning restore RS1030
        return constant is { HasValue: true, Value: { } number } ? Convert.ToDouble(number, CultureInfo.InvariantCulture) : null;
    }
}
