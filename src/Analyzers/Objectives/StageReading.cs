using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Paragon.Formulas;

namespace Paragon.Analyzers.Objectives;

/// <summary>One formula of an objective as it was read: a graph, and where its values stood in the source. It keeps files alive, no compilation.</summary>
/// <param name="Kind">Kind of the stage.</param>
/// <param name="Name">Name of the method.</param>
/// <param name="Column">Column of its level that receives the result; empty where none does.</param>
/// <param name="Level">Level that the formula is about.</param>
/// <param name="Value">Value for one element of the level.</param>
/// <param name="Undeclared">Columns that declare no range although their declaration stands in the user's own source: property by key.</param>
/// <param name="Assumed">Keys of the other columns without a declared range: a reward from elsewhere.</param>
/// <param name="Options">Names of the options that it reads.</param>
/// <param name="Places">Source of each value in the order of the graph; null where it has none.</param>
/// <param name="Members">Declarations whose bodies were read.</param>
internal sealed record StageReading(
    StageKind Kind, string Name, string Column, Domain Level, Node Value, IReadOnlyDictionary<string, string> Undeclared, ISet<string> Assumed,
    ISet<string> Options, IReadOnlyList<SyntaxNode?> Places, IReadOnlyCollection<MemberDeclarationSyntax> Members)
{
    /// <summary>All that a rule of one formula can depend on, its sentences' words too: what is found of a formula holds for every other of the same text.</summary>
    public string Text { get; } = string.Join("\n", new[] { Kind.ToString(), Name, Column, Level.Key, GraphText.Write(Value), string.Join(";", Undeclared.Keys), string.Join(";", Assumed) }
        .Concat(Traversal.Sorted(Value).Select(node => $"{node.Label}:{node.Source}")));
}
