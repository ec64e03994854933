using Microsoft.CodeAnalysis;
using Paragon.Lowering;

namespace Paragon.Analyzers.Options;

/// <summary>The objectives that a program can name: its own, and those of the assemblies that it references.</summary>
internal static class KnownObjectives
{
    /// <summary>The objective of a name in any spelling, or null.</summary>
    public static INamedTypeSymbol? Find(IReadOnlyList<(string Name, INamedTypeSymbol Type)> all, string name) =>
        all.FirstOrDefault(objective => Spelling.Normal(objective.Name) == Spelling.Normal(name)).Type;

    /// <summary>All objectives of a compilation with their names.</summary>
    public static IReadOnlyList<(string Name, INamedTypeSymbol Type)> Of(Compilation compilation, CancellationToken cancellation)
    {
        List<(string, INamedTypeSymbol)> found = [];
        foreach (IAssemblySymbol assembly in compilation.SourceModule.ReferencedAssemblySymbols.Where(IsUser).Append(compilation.Assembly))
        {
            Collect(assembly.GlobalNamespace, found, cancellation);
        }

        return found;
    }

    /// <summary>Whether an assembly may hold objectives: it references the one that declares the attribute.</summary>
    private static bool IsUser(IAssemblySymbol assembly) =>
        assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == "Paragon.Framework"));

    private static void Collect(INamespaceOrTypeSymbol container, List<(string, INamedTypeSymbol)> found, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (ISymbol member in container.GetMembers())
        {
            if (member is INamespaceSymbol inner)
            {
                Collect(inner, found, cancellation);
            }
            else if (member is INamedTypeSymbol type)
            {
                if (WellKnown.Attribute(type, "ObjectiveAttribute")?.ConstructorArguments.FirstOrDefault().Value is string name)
                {
                    found.Add((name, type));
                }

                Collect(type, found, cancellation);
            }
        }
    }
}
