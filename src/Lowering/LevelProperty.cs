using Microsoft.CodeAnalysis;
using Paragon.Formulas;

namespace Paragon.Lowering;

/// <summary>What a property of a level (or an extension property on one) stands for.</summary>
/// <param name="Kind">What it reads.</param>
/// <param name="Key">Name of the column or of the link.</param>
/// <param name="Other">Level type at the other end of a link, or null for a column.</param>
/// <param name="IsFlag">Whether a column holds truth values.</param>
/// <param name="Differentiable">Whether a column carries gradient.</param>
/// <param name="Optional">Whether a link may point nowhere.</param>
/// <param name="Default">Value of an absent column; NaN makes it required.</param>
public sealed record LevelProperty(
    LevelPropertyKind Kind, string Key, INamedTypeSymbol? Other, bool IsFlag, bool Differentiable, bool Optional, double Default)
{
    /// <summary>Values that a column declares to have; null where it declares none.</summary>
    public Interval? Range { get; init; }

    /// <summary>Whether a learned model gives the column.</summary>
    public bool Learned { get; init; }

    /// <summary>What a property stands for, or null where it has none of the language's attributes.</summary>
    public static LevelProperty? Of(IPropertySymbol property)
    {
        INamedTypeSymbol? type = property.Type as INamedTypeSymbol;
        if (WellKnown.Attribute(property, "ColumnAttribute") is { } column)
        {
            bool isFlag = property.Type.SpecialType == SpecialType.System_Boolean;
            return new LevelProperty(
                LevelPropertyKind.Column,
                Text(column) ?? property.Name,
                null,
                isFlag,
                column.Named("Differentiable") is true,
                false,
                column.Named("Default") is double value ? value : double.NaN)
            {
                Range = DeclaredRange.Of(property),
                Learned = column.Named("Learned") is true,
            };
        }

        if (WellKnown.Attribute(property, "ParentAttribute") is not null)
        {
            return new LevelProperty(LevelPropertyKind.Link, LevelSymbol.Of(type)?.Name ?? property.Name, type, false, false, false, double.NaN);
        }

        if (WellKnown.Attribute(property, "LinkAttribute") is { } link)
        {
            return new LevelProperty(LevelPropertyKind.Link, Text(link) ?? property.Name.ToLowerInvariant(), type, false, false, link.Named("Optional") is true, double.NaN);
        }

        if (WellKnown.Attribute(property, "ChildrenAttribute") is { } children)
        {
            INamedTypeSymbol? child = type?.TypeArguments.FirstOrDefault() as INamedTypeSymbol;
            return new LevelProperty(LevelPropertyKind.Children, Text(children) ?? LevelSymbol.Of(child)?.ParentLink ?? "", child, false, false, false, double.NaN);
        }

        return null;
    }

    private static string? Text(AttributeData attribute) => attribute.ConstructorArguments.FirstOrDefault().Value as string;
}

/// <summary>What a property of a level reads.</summary>
public enum LevelPropertyKind
{
    /// <summary>A column.</summary>
    Column,

    /// <summary>Another element.</summary>
    Link,

    /// <summary>The elements whose link points here.</summary>
    Children,
}
