using Paragon.Formulas;

namespace Paragon.Analyzers.Objectives;

/// <summary>Numbers of tokens as inputs of their own: any number from 1, without a batch of as many tokens.</summary>
internal static class Lengths
{
    /// <summary>Column that stands for the number.</summary>
    public const string Column = "tokens";

    /// <summary>Whether a value is bounded; where batches of some hundred tokens settle nothing, with the number of tokens as an input.</summary>
    public static Verdict Boundedness(StageGraph stage, Node value, CancellationToken cancellation)
    {
        Verdict verdict = Paragon.Formulas.Boundedness.Of(value, stage.Ranges, cancellation);
        return verdict is Verdict.Unknown && Free(stage.Builder, value) is { } free && Paragon.Formulas.Boundedness.Of(free, stage.Ranges, cancellation) is Verdict.Refuted refuted ? refuted : verdict;
    }

    /// <summary>The value with its numbers of tokens as inputs, or null where it has none, or reads the tokens too.</summary>
    private static Node? Free(GraphBuilder b, Node value)
    {
        IReadOnlyList<Node> nodes = Traversal.Sorted(value);
        return nodes.Any(IsLength) && !nodes.Any(node => node.Domain?.Key == "token")
            ? Rewriting.Replace(b, value, (node, _) => IsLength(node) ? b.Column(node.Domain!, Column, range: new Interval(1, double.PositiveInfinity)) : null)
            : null;
    }

    private static bool IsLength(Node node) => node is CountNode { Link.From.Key: "token" } count && !count.Domain!.IsBatch;
}
