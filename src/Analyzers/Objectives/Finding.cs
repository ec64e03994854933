using Paragon.Formulas;

namespace Paragon.Analyzers.Objectives;

/// <summary>Something that a rule has to say of a formula, without its place in a compilation, so that it can be kept.</summary>
/// <param name="Stage">Number of the formula in its objective.</param>
/// <param name="Node">Number of the node that it is about, or -1 for the whole formula.</param>
/// <param name="Arguments">What goes into the rule's sentence; {0} is the text of the node's source.</param>
internal sealed record Finding(int Stage, int Node, IReadOnlyList<string> Arguments)
{
    /// <summary>Whether this says that a rule could not decide.</summary>
    public bool IsUndecided { get; init; }

    /// <summary>A finding about the whole formula: {0} is the method's name.</summary>
    public static Finding OfStage(StageGraph stage, params string[] arguments) => new(stage.Index, -1, arguments);

    /// <summary>A finding about a part of the formula: {0} is its text.</summary>
    public static Finding OfNode(StageGraph stage, Node node, params string[] arguments) => new(stage.Index, stage.NumberOf(node), arguments);

    /// <summary>A rule that could not decide.</summary>
    public static Finding Of(StageGraph stage, Verdict.Unknown unknown) =>
        new(stage.Index, stage.NumberOf(unknown.Culprit), [unknown.Culprit.ToString(), unknown.Declaration]) { IsUndecided = true };
}
