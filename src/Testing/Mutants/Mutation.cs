using Paragon.Formulas;

namespace Paragon.Testing;

/// <summary>Makes the mutants of an objective: each of its formulas with one thing wrong, to see whether its tests notice.</summary>
public static class Mutation
{
    private const int LongestText = 48;

    /// <summary>The mutants of every formula: the sign flipped, a stop-gradient dropped, a mean and a sum swapped.</summary>
    public static IEnumerable<Mutant> Of(IObjective objective) =>
        objective.Stages.SelectMany(Of).DistinctBy(mutant => (mutant.Stage, mutant.GraphSource));

    /// <summary>The formula with a number in its place that has nothing to do with it: who does not notice this does not look at it.</summary>
    public static Mutant Blank(Stage stage)
    {
        GraphBuilder b = new();
        Node root = GraphText.Read(stage.GraphSource, b);
        return new Mutant(stage.Name, "it is replaced by a number", GraphText.Write(b.Add(b.Multiply(b.StopGradient(root), b.Number(0.123)), b.Number(-7.89))));
    }

    private static IEnumerable<Mutant> Of(Stage stage)
    {
        GraphBuilder b = new();
        Node root = GraphText.Read(stage.GraphSource, b);
        yield return new Mutant(stage.Name, "the sign is flipped", GraphText.Write(b.Negate(root)));
        foreach (Node node in Traversal.Sorted(root))
        {
            if (Change(b, node, stage.Kind) is { } change)
            {
                Node wrong = Rewriting.Replace(b, root, (other, arguments) => other == node ? change.Make(arguments) : null);
                yield return new Mutant(stage.Name, change.What, GraphText.Write(wrong));
            }
        }
    }

    private static (string What, Func<Node[], Node> Make)? Change(GraphBuilder b, Node node, StageKind kind) => node switch
    {
        // Rewards, advantages and metrics are constants for the gradient, with or without it.
        StopGradientNode stop when kind == StageKind.Loss => ($"the stop-gradient of {Short(stop.Value)} is dropped", arguments => arguments[0]),
        ReduceNode { Reduction: Reduction.Mean } mean => ($"the mean {Name(mean.Link)} of {Short(mean.Value)} is a sum", arguments => b.Reduce(Reduction.Sum, mean.Link, arguments[0])),
        ReduceNode { Reduction: Reduction.Sum } sum => ($"the sum {Name(sum.Link)} of {Short(sum.Value)} is a mean", arguments => b.Reduce(Reduction.Mean, sum.Link, arguments[0])),
        // A sum of ones is a count, which has no mean.
        ScanNode { Scan: Scan.Sum, Rate: ConstantNode { Value: 1 }, Value: not ConstantNode } sum =>
            ($"the running sum of {Short(sum.Value)} is a mean", arguments => b.Divide(b.Scan(Scan.Sum, sum.Neighbour, arguments[0]), b.Scan(Scan.Sum, sum.Neighbour, b.Number(1)))),
        _ => null,
    };

    private static string Name(Link link) => link is JoinLink join ? $"over {join.Join.Set.From} beside {join.Join.Outer}" : $"over {link.From} of {link.To}";

    private static string Short(Node node)
    {
        string text = GraphPrinter.Print(node).Text;
        return $"`{(text.Length <= LongestText ? text : text[..(LongestText - 1)] + "…")}`";
    }
}
