using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Paragon.Lowering;

namespace Paragon.Generators.Options;

/// <summary>Which declarations can get another half.</summary>
internal static class ObjectiveShape
{
    private static readonly Regex s_name = new("^[a-z0-9]+[+]*(-[a-z0-9]+[+]*)*$", RegexOptions.CultureInvariant);

    /// <summary>Members that the generator writes.</summary>
    private static readonly string[] s_written = ["Describe", "Validate", "ObjectiveDescription"];

    /// <summary>Why a type can be no objective, and what to write instead; null when it can.</summary>
    public static string? Refusal(INamedTypeSymbol type, TypeDeclarationSyntax declaration, string name)
    {
        string objective = $"Objective '{type.Name}'";
        return type switch
        {
            _ when declaration is not RecordDeclarationSyntax => $"{objective} is no record. Write 'sealed partial record {type.Name}'.",
            _ when !IsPartial(declaration) => $"{objective} is not partial. Write 'sealed partial record {type.Name}'.",
            { IsAbstract: true } => $"{objective} is abstract, so none can be made from settings. Put [Objective] on the records that derive from it.",
            { IsGenericType: true } => $"{objective} has type parameters, which settings cannot give. Remove them.",
            { IsFileLocal: true } => $"{objective} is file-local, so generated code cannot see it. Write 'internal'.",
            _ when declaration.Parent is TypeDeclarationSyntax && Outer(declaration).Any(static outer => !IsPartial(outer) || outer.TypeParameterList is not null) =>
                $"{objective} is nested in a type that is not partial or has type parameters. Make the type partial, or move the objective out of it.",
            _ when !s_name.IsMatch(name) => $"The name of objective '{type.Name}' is '{name}'. Use lower case letters and digits, words joined by '-', a word ending in '+' at most.",
            _ when Inherits(type) => $"{objective} derives from another objective, and would inherit its formulas too. Derive both from a record without [Objective].",
            _ when !CanBeMade(type) => $"{objective} cannot be made by 'new {type.Name}()', from which the defaults are read. Give every parameter a default, and every required property an initialiser instead.",
            _ when s_written.FirstOrDefault(member => !type.GetMembers(member).IsEmpty) is { } taken => $"{objective} declares '{taken}', a name that the generated half uses. Rename it.",
            _ => null,
        };
    }

    /// <summary>Headers of the types around a type, outermost first.</summary>
    public static IEnumerable<string> Containers(INamedTypeSymbol type)
    {
        List<string> headers = [];
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            headers.Insert(0, $"partial {Keyword(outer)} {outer.Name}");
        }

        return headers;
    }

    /// <summary>Whether the rest of the assembly can name a type.</summary>
    public static bool IsVisible(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? at = type; at is not null; at = at.ContainingType)
        {
            if (at.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal))
            {
                return false;
            }
        }

        return true;
    }

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true, IsValueType: true } => "record struct",
        { IsRecord: true } => "record",
        { TypeKind: TypeKind.Interface } => "interface",
        { IsValueType: true } => "struct",
        _ => "class",
    };

    private static bool IsPartial(TypeDeclarationSyntax declaration) => declaration.Modifiers.Any(SyntaxKind.PartialKeyword);

    private static IEnumerable<TypeDeclarationSyntax> Outer(TypeDeclarationSyntax declaration) => declaration.Ancestors().OfType<TypeDeclarationSyntax>();

    private static bool Inherits(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? at = type.BaseType; at is not null; at = at.BaseType)
        {
            if (WellKnown.Attribute(at, "ObjectiveAttribute") is not null)
            {
                return true;
            }
        }

        return false;
    }

    private static bool CanBeMade(INamedTypeSymbol type)
    {
        IMethodSymbol? constructor = type.InstanceConstructors
            .FirstOrDefault(static candidate => candidate.Parameters.All(static parameter => parameter.IsOptional || parameter.IsParams));
        for (INamedTypeSymbol? at = type; at is not null; at = at.BaseType)
        {
            if (at.GetMembers().Any(static member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }))
            {
                return false;
            }
        }

        return constructor is not null;
    }
}
