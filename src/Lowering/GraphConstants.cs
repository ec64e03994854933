using Microsoft.CodeAnalysis;

namespace Paragon.Lowering;

/// <summary>Where an assembly keeps the graphs of its formulas: constants of a nested class, read without loading anything.</summary>
public static class GraphConstants
{
    /// <summary>Name of the nested class.</summary>
    public const string Class = "Graphs";

    /// <summary>Name of the constant of a method: its own, and the number of its parameters where it has overloads.</summary>
    public static string NameOf(IMethodSymbol method) =>
        method.ContainingType.GetMembers(method.Name).Length == 1 ? method.Name : $"{method.Name}{method.Parameters.Length}";

    /// <summary>The text of a method's graph, or null where its assembly has none.</summary>
    public static string? Find(IMethodSymbol method) =>
        method.ContainingType.GetTypeMembers(Class).FirstOrDefault()?
            .GetMembers(NameOf(method)).OfType<IFieldSymbol>().FirstOrDefault(field => field.HasConstantValue)?.ConstantValue as string;
}
