using Paragon.Formulas;

namespace Paragon.Testing;

/// <summary>Makes the mutants of an objective: each of its formulas with one thing wrong, to see whether its tests notice.</summary>
public static class Mutation
{
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
                if (!IsEquivalent(root, node, wrong))
                {
                    yield return new Mutant(stage.Name, change.What, GraphText.Write(wrong));
                }
            }
        }
    }

    private static (string What, Func<Node[], Node> Make)? Change(GraphBuilder b, Node node, StageKind kind) => node switch
    {
        // Rewards, advantages and metrics are constants for the gradient, with or without it.
        StopGradientNode when kind == StageKind.Loss => ("a stop-gradient is dropped", arguments => arguments[0]),
        ReduceNode { Reduction: Reduction.Mean } mean => ($"the mean over {Name(mean.Link)} is a sum", arguments => b.Reduce(Reduction.Sum, mean.Link, arguments[0])),
        ReduceNode { Reduction: Reduction.Sum } sum => ($"the sum over {Name(sum.Link)} is a mean", arguments => b.Reduce(Reduction.Mean, sum.Link, arguments[0])),
        _ => null,
    };

    /// <summary>
    /// Whether a change cannot be seen: a stop-gradient in front of what passes none on (a rank, a comparison), and a sum
    /// of truth values that is only asked whether it is 0.
    /// </summary>
    private static bool IsEquivalent(Node root, Node node, Node wrong) => node switch
    {
        StopGradientNode stop => !GradientReaches(wrong, stop.Value),
        ReduceNode => Traversal.Sorted(root).Where(user => user.Arguments.Contains(node)).All(user =>
            user is OperationNode { Operation.Name: "less" or "equal" } && user.Arguments.Any(other => other is ConstantNode { Value: 0 })),
        _ => false,
    };

    private static bool GradientReaches(Node from, Node node) => from == node || (from.CarriesGradient && from switch
    {
        OperationNode operation => operation.Arguments.Where((_, i) => operation.Operation.Derivatives[i] is not null).Any(argument => GradientReaches(argument, node)),
        PlacedNode placed => GradientReaches(placed.Value, node),
        GatherNode or ReduceNode or ScanNode or SortNode => from.Arguments.Any(argument => GradientReaches(argument, node)),
        _ => false,
    });

    private static string Name(Link link) => link is JoinLink join ? $"{join.Join.Set.From} beside {join.Join.Outer}" : $"{link.From} of {link.To}";
}
