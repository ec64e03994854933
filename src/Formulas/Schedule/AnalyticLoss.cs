namespace Paragon.Formulas;

/// <summary>The loss of an objective with its derivative by every differentiable column, in operations that any backend of arrays has.</summary>
/// <param name="Value">The sum of the losses; the statistics of one follow those of the one before.</param>
/// <param name="Gradient">The derivative by each column.</param>
public sealed record AnalyticLoss(Node Value, IReadOnlyList<(ColumnNode Column, Node Slope)> Gradient)
{
    /// <summary>Adds losses up and differentiates them.</summary>
    /// <param name="stages">The losses, in order.</param>
    /// <exception cref="DifferentiationException">A value on the way has no derivative.</exception>
    public static AnalyticLoss Of(IReadOnlyList<FusedStage> stages)
    {
        GraphBuilder b = new();
        Node sum = b.Number(0);
        int statistics = 0;
        foreach (FusedStage stage in stages)
        {
            BatchForm form = StageForm.Of(b, stage.Level, Import.Into(b, stage.Value));
            int before = statistics;
            sum = b.Add(sum, OptionalBounds.Of(b, Rewriting.Replace(b, form.Result, (node, _) => node is StatisticNode own ? b.Statistic(before + own.Index) : null)));
            statistics += form.Statistics.Count;
        }

        // What only one choice of the options needs is computed, and its columns read, under that choice alone.
        IReadOnlyDictionary<ColumnNode, Node> gradient = Differentiation.Gradient(b, sum, onSlope: FusedGraph.NameSlope);
        IReadOnlyDictionary<Node, Node> elementary = Elementary.Of(b, [sum, .. gradient.Values]);
        IReadOnlyDictionary<Node, Node> final = HostChoices.MoveOut(b, elementary.Values);
        return new AnalyticLoss(final[elementary[sum]], [.. gradient.Select(pair => (pair.Key, final[elementary[pair.Value]]))]);
    }
}
