using Paragon.Formulas;

namespace Paragon.Analyzers.Objectives;

/// <summary>One of the terms that a formula adds up.</summary>
/// <param name="Value">The term, without its sign.</param>
/// <param name="IsSubtracted">Whether it is subtracted.</param>
internal sealed record SignedTerm(Node Value, bool IsSubtracted)
{
    /// <summary>The terms of a value; what is added where a link leads counts as added here.</summary>
    public static IReadOnlyList<SignedTerm> Of(Node value) => [.. Split(value, false)];

    /// <summary>Whether the term reads a column with a given property.</summary>
    public bool Reads(Func<ColumnNode, bool> which) => Traversal.Sorted(Value).OfType<ColumnNode>().Any(which);

    private static IEnumerable<SignedTerm> Split(Node value, bool isSubtracted) => value switch
    {
        OperationNode { Operation.Name: "add" } sum => Split(sum.Arguments[0], isSubtracted).Concat(Split(sum.Arguments[1], isSubtracted)),
        OperationNode { Operation.Name: "subtract" } difference => Split(difference.Arguments[0], isSubtracted).Concat(Split(difference.Arguments[1], !isSubtracted)),
        OperationNode { Operation.Name: "negate" } negation => Split(negation.Arguments[0], !isSubtracted),
        GatherNode { Link.Optional: false } gather => Split(gather.Value, isSubtracted),
        _ => [new SignedTerm(value, isSubtracted)],
    };
}
