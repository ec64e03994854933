namespace Paragon.Formulas;

/// <summary>A formula of one element's loss or metric.</summary>
/// <param name="Name">Name of the stage.</param>
/// <param name="Level">Level of the element.</param>
/// <param name="Value">The value of one element.</param>
/// <param name="IsLoss">Whether it is minimised.</param>
public sealed record FusedStage(string Name, Domain Level, Node Value, bool IsLoss);

/// <summary>The losses and metrics of an objective as one graph, with the sums over the whole batch that are known before.</summary>
/// <param name="Graph">Losses, metrics, derivatives.</param>
/// <param name="Statistics">The sums, in rounds: each needs those of the rounds before.</param>
/// <param name="StatisticCount">Number of sums in all.</param>
public sealed record FusedLosses(FusedGraph Graph, IReadOnlyList<FusedGraph> Statistics, int StatisticCount)
{
    /// <summary>Puts losses and metrics together.</summary>
    /// <param name="stages">The formulas.</param>
    /// <exception cref="DifferentiationException">A value on the way has no derivative.</exception>
    public static FusedLosses Of(IReadOnlyList<FusedStage> stages)
    {
        GraphBuilder b = new();
        List<FusedRoot> roots = [];
        List<Node> statistics = [];
        HashSet<Node> certain = [];
        Node sum = b.Number(0);
        Guard each = Guard.Always.And(b.Option(FusedGraph.WantsEach, true), true);
        foreach (FusedStage stage in stages)
        {
            Node value = Import.Into(b, stage.Value);
            BatchForm form = StageForm.Of(b, stage.Level, value);
            Node[] joint = new Node[form.Statistics.Count];
            Node Joint(Node node) => Rewriting.Replace(b, node, (part, _) => part is StatisticNode own ? joint[own.Index] : null);
            for (int i = 0; i < joint.Length; i++)
            {
                Node statistic = Joint(form.Statistics[i]);
                if (!statistics.Contains(statistic))
                {
                    statistics.Add(statistic);
                }

                if (form.IsCertain(i))
                {
                    certain.Add(statistic);
                }

                joint[i] = b.Statistic(statistics.IndexOf(statistic));
            }

            Node result = OptionalBounds.Of(b, Joint(form.Result));
            roots.Add(new FusedRoot(FusedRootKind.Total, stage.Name, null, result, Guard.Always));
            if (!stage.Level.IsBatch)
            {
                Node one = result is OperationNode { Operation.Name: "divide" } quotient && quotient.First() is ReduceNode { Link: RootLink root } total && root.From.Equals(stage.Level) ? total.Value : value;
                roots.Add(new FusedRoot(FusedRootKind.Values, $"each {stage.Name}", stage.Level, one, each));
            }

            sum = stage.IsLoss ? b.Add(sum, result) : sum;
        }

        return new FusedLosses(FusedGraph.Of(b, roots, sum), Rounds(b, statistics, certain), statistics.Count);
    }

    private static FusedGraph[] Rounds(GraphBuilder b, List<Node> statistics, HashSet<Node> certain)
    {
        BatchForm all = new(b.Number(0), statistics, null);
        return [.. Enumerable.Range(0, statistics.Count).GroupBy(all.Round).OrderBy(round => round.Key).Select(round =>
            FusedGraph.Of(b, [.. round.Select(i => new FusedRoot(FusedRootKind.Total, $"statistic {i}", null, statistics[i], Guard.Always, certain.Contains(statistics[i])))], null))];
    }
}
