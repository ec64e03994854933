using Microsoft.CodeAnalysis;
using Paragon.Lowering;

namespace Paragon.Analyzers.Objectives;

/// <summary>An objective of a compilation: its graphs, and where their nodes stand in the source. It keeps files alive, no compilation.</summary>
/// <param name="Graphs">The graphs, shared with every compilation that has the same.</param>
/// <param name="Stages">The formulas of <see cref="ObjectiveGraphs.Stages"/>, in the same order.</param>
/// <param name="OptionsRead">Names of the options that some formula reads.</param>
/// <param name="Refusals">What the language refuses of it, by the place of the method's name.</param>
internal sealed record ObjectiveFormulas(ObjectiveGraphs Graphs, IReadOnlyList<StageSource> Stages, ISet<string> OptionsRead, IReadOnlyDictionary<Location, Refusal> Refusals);

/// <summary>Where a formula stands.</summary>
/// <param name="Name">Name of the method.</param>
/// <param name="Location">Place of the name.</param>
/// <param name="Places">Source of each node, by the node's number, as it was read; null where it has none.</param>
/// <param name="Moved">Where that source stands now.</param>
internal sealed record StageSource(string Name, Location Location, IReadOnlyList<SyntaxNode?> Places, MovedMembers Moved)
{
    /// <summary>Place of a finding.</summary>
    public Location At(Finding finding) => Source(finding) is { } source ? Moved.At(source) : Location;

    /// <summary>Text of a finding's place on one line; the method's name where it is about the whole.</summary>
    public string Text(Finding finding) => Source(finding) is { } source
        ? string.Join(" ", source.WithoutTrivia().ToString().Split(['\n', '\r', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        : Name;

    private SyntaxNode? Source(Finding finding) => finding.Node >= 0 ? Places[finding.Node] : null;
}
