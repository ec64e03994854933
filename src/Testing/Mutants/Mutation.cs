using Paragon.Formulas;

namespace Paragon.Testing;

/// <summary>Makes the mutants of an objective: each of its formulas with one thing wrong, to see whether its tests notice.</summary>
public static class Mutation
{
    /// <summary>The mutants of every formula: the sign flipped, a stop-gradient dropped, a mean and a sum swapped.</summary>
    public static IEnumerable<Mutant> Of(IObjective objective) => objective.Stages.SelectMany(Of).DistinctBy(mutant => (mutant.Stage, mutant.GraphSource));

    private static IEnumerable<Mutant> Of(Stage stage)
    {
        GraphBuilder b = new();
        Node root = Rewriting.Replace(b, stage.Graph, (_, _) => null);
        yield return new Mutant(stage.Name, "the sign is flipped", GraphText.Write(b.Negate(root)));
        foreach (Node node in Traversal.Sorted(stage.Graph))
        {
            if (Change(node) is { } change)
            {
                GraphBuilder own = new();
                yield return new Mutant(stage.Name, change.What, GraphText.Write(Rewriting.Replace(own, stage.Graph, (other, arguments) => other == node ? change.Make(own, arguments) : null)));
            }
        }
    }

    private static (string What, Func<GraphBuilder, IReadOnlyList<Node>, Node> Make)? Change(Node node) => node switch
    {
        StopGradientNode => ("a stop-gradient is dropped", (_, arguments) => arguments[0]),
        ReduceNode { Reduction: Reduction.Mean } mean => ($"the mean over {mean.Link.From} is a sum", (b, arguments) => b.Reduce(Reduction.Sum, mean.Link, arguments[0])),
        ReduceNode { Reduction: Reduction.Sum } sum => ($"the sum over {sum.Link.From} is a mean", (b, arguments) => b.Reduce(Reduction.Mean, sum.Link, arguments[0])),
        _ => null,
    };
}
