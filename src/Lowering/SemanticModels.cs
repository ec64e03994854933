using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Paragon.Lowering;

/// <summary>
/// One semantic model for each file of a compilation. A model binds a body once and remembers it; formulas that call a
/// shared one would otherwise bind it again each time. The table holds nothing alive: it goes with its compilation.
/// </summary>
internal static class SemanticModels
{
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<SyntaxTree, SemanticModel>> Known = new();

    public static SemanticModel Of(Compilation compilation, SyntaxTree tree) =>
        Known.GetValue(compilation, static _ => new()).GetOrAdd(tree, file => compilation.GetSemanticModel(file));
}
