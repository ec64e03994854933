using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Paragon.Formulas;

namespace Paragon.Generators.Options;

/// <summary>The registration of an assembly.</summary>
/// <param name="Namespace">Namespace of the class, empty for none.</param>
/// <param name="Type">Name of the class.</param>
/// <param name="Objectives">What it registers, by name.</param>
internal sealed record RegistrationModel(string Namespace, string Type, EquatableArray<RegisteredObjective> Objectives);

/// <summary>Where the registration of an assembly stands.</summary>
/// <param name="Namespace">Namespace of the class, empty for none.</param>
/// <param name="Type">Name of the class.</param>
internal sealed record RegistrationHome(string Namespace, string Type)
{
    /// <summary>The root namespace, and a name that is free in it: a project may have a namespace or class Objectives of its own.</summary>
    public static RegistrationHome Of(string? rootNamespace, Compilation compilation)
    {
        string root = Identifiers(rootNamespace is { Length: > 0 } ? rootNamespace : compilation.AssemblyName ?? "");
        INamespaceSymbol? at = compilation.GlobalNamespace;
        foreach (string part in root.Split(['.'], StringSplitOptions.RemoveEmptyEntries))
        {
            at = at?.GetNamespaceMembers().FirstOrDefault(inner => inner.Name == part);
        }

        bool isFree = at is null || !at.GetMembers("Objectives").Any();
        return new RegistrationHome(root, isFree ? "Objectives" : "AssemblyObjectives");
    }

    private static string Identifiers(string name) => string.Join(".", name
        .Split(['.'], StringSplitOptions.RemoveEmptyEntries)
        .Select(static part => string.Concat(part.Select(static c => SyntaxFacts.IsIdentifierPartCharacter(c) ? c : '_')))
        .Select(static part => SyntaxFacts.IsIdentifierStartCharacter(part[0]) ? part : "_" + part));
}
