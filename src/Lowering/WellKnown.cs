using Microsoft.CodeAnalysis;

namespace Paragon.Lowering;

/// <summary>Metadata names of the types that the language is made of.</summary>
public static class WellKnown
{
    /// <summary>Marks an objective.</summary>
    public const string ObjectiveAttribute = "Paragon.ObjectiveAttribute";

    /// <summary>Marks a class whose methods other assemblies may call in formulas.</summary>
    public const string FormulaLibraryAttribute = "Paragon.FormulaLibraryAttribute";

    /// <summary>Marks a level.</summary>
    public const string LevelAttribute = "Paragon.LevelAttribute";

    /// <summary>Namespace of the language.</summary>
    public const string Namespace = "Paragon";

    /// <summary>Whether a type is one of the language's own, by its name.</summary>
    internal static bool Is(ITypeSymbol? type, string name) =>
        type is not null && type.Name == name && type.ContainingNamespace is { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true };

    /// <summary>The attribute of a name on a symbol, or null.</summary>
    internal static AttributeData? Attribute(ISymbol symbol, string name)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (Is(attribute.AttributeClass, name))
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>A named argument of an attribute, or null.</summary>
    internal static object? Named(this AttributeData attribute, string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
            {
                return argument.Value.Value;
            }
        }

        return null;
    }
}
