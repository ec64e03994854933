using Paragon.Formulas;

namespace Paragon.Testing;

/// <summary>Makes the mutants of an objective: each of its formulas with one thing wrong, to see whether its tests notice.</summary>
public static class Mutation
{
    private static readonly Func<MutationSite, IEnumerable<Edit>>[] _rules =
    [
        SignMutations.Of, OperatorMutations.Of, MeanOrSumMutations.Of, VarianceMutations.Of, StopGradientMutations.Of, ClipMutations.Of,
        LevelMutations.Of, OrderMutations.Of, EpsilonMutations.Of, ConstantMutations.Of, BranchMutations.Of, LinkMutations.Of,
    ];

    /// <summary>The mutants of every formula. Changes that make the same formula are one mutant.</summary>
    public static IReadOnlyList<Mutant> Of(IObjective objective)
    {
        DeclaredLink[] links = [.. objective.Stages.SelectMany(stage => LinksOf(stage.Graph)).Distinct()];
        return [.. objective.Stages.SelectMany(stage => Of(stage, links).Where(mutant => mutant.GraphSource != stage.GraphSource)).DistinctBy(mutant => (mutant.Stage, mutant.GraphSource))];
    }

    /// <summary>The formula with a number in its place that has nothing to do with it: who does not notice this does not look at it.</summary>
    public static Mutant Blank(Stage stage)
    {
        GraphBuilder b = new();
        Node root = GraphText.Read(stage.GraphSource, b);
        return new Mutant(stage.Name, MutationKind.Constant, "it is replaced by a number", GraphText.Write(b.Add(b.Multiply(b.StopGradient(root), b.Number(0.123)), b.Number(-7.89))));
    }

    private static IEnumerable<Mutant> Of(Stage stage, DeclaredLink[] links)
    {
        GraphBuilder b = new();
        Node root = GraphText.Read(stage.GraphSource, b);
        yield return new Mutant(stage.Name, MutationKind.Sign, "the sign is flipped", GraphText.Write(b.Negate(root)));
        HashSet<Node> reached = stage.Kind == StageKind.Loss ? Reached(root) : [];
        foreach (Node node in Traversal.Sorted(root))
        {
            MutationSite site = new(b, root, node, reached.Contains(node), links);
            foreach (Edit edit in _rules.SelectMany(rule => rule(site)))
            {
                yield return new Mutant(stage.Name, edit.Kind, edit.What, GraphText.Write(Rewriting.Replace(b, root, edit.Replace)));
            }
        }
    }

    /// <summary>The nodes that the gradient of the result comes to, also where a stop-gradient keeps it from going on.</summary>
    private static HashSet<Node> Reached(Node root)
    {
        HashSet<Node> reached = [root];
        foreach (Node node in Traversal.Sorted(root).Reverse().Where(node => reached.Contains(node) && node is not (StopGradientNode or RankNode)))
        {
            reached.UnionWith(node.Arguments.Where((_, i) => node is not OperationNode operation || operation.Operation.Derivatives[i] is not null));
        }

        return reached;
    }

    private static IEnumerable<DeclaredLink> LinksOf(Node root) => Traversal.Sorted(root).SelectMany(node => node switch
    {
        GatherNode gather => Declared(gather.Link),
        ReduceNode reduce => Declared(reduce.Link),
        CountNode count => Declared(count.Link),
        ScanNode { Neighbour.Parent: { } parent } => Declared(parent),
        _ => [],
    });

    private static IEnumerable<DeclaredLink> Declared(Link link) => link switch
    {
        DeclaredLink declared => [declared],
        JoinLink join => [.. join.Join.Root.Links.SelectMany(Declared), .. Declared(join.Join.Set)],
        NeighbourLink { Parent: { } parent } => Declared(parent),
        _ => [],
    };
}
