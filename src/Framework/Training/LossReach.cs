using Paragon.Formulas;

namespace Paragon.Training;

/// <summary>What else of the policy the derivative of a loss by one token's log-probability or entropy depends on.</summary>
internal enum LossReach
{
    /// <summary>Nothing but the same token: PPO, GRPO, demonstrations.</summary>
    Token,

    /// <summary>Rows that links tie to the token, a pair or a group: DPO, GSPO.</summary>
    Component,

    /// <summary>Anything in the batch: a mean of log-ratios as reference point, an order by probability.</summary>
    Batch,
}

/// <summary>Reads the reach of a loss from its symbolic derivative.</summary>
internal static class LossReaches
{
    /// <summary>The reach where the old policy's log-probabilities are given.</summary>
    internal static LossReach OfPolicy(IObjective objective) => Of(objective, new HashSet<ColumnName> { PolicyColumns.LogProb, PolicyColumns.Entropy, PolicyColumns.SumSquaredProbability });

    /// <param name="objective">The objective, its options being what they are.</param>
    /// <param name="policy">Columns that the policy computes for each token, all from one distribution.</param>
    internal static LossReach Of(IObjective objective, IReadOnlySet<ColumnName> policy)
    {
        GraphBuilder builder = new();
        Node loss = Specialization.Of(builder, GraphBackend.Root(objective, builder), objective.Option);
        if (IsLocal(builder, loss, policy))
        {
            return LossReach.Token;
        }

        BatchForm form = Decomposition.Of(builder, loss);
        return form.WholeBatchReason is null && !form.Statistics.Any(statistic => ReadsPolicy(statistic, policy)) ? LossReach.Component : LossReach.Batch;
    }

    private static bool IsLocal(GraphBuilder builder, Node loss, IReadOnlySet<ColumnName> policy)
    {
        IReadOnlyDictionary<ColumnNode, Node> gradient;
        try
        {
            gradient = Differentiation.Gradient(builder, loss);
        }
        catch (DifferentiationException)
        {
            // PyTorch may still know a derivative (of a median, for one); it is then computed with all tokens known.
            return false;
        }

        // What a link carries to a token comes from elsewhere; what it carries must not be the policy's.
        return gradient.Where(column => IsOf(column.Key, policy)).SelectMany(column => Traversal.Sorted(column.Value))
            .All(node => !IsCarried(node) || !ReadsPolicy(node, policy));
    }

    private static bool IsCarried(Node node) => node is GatherNode or ReduceNode or ScanNode or SortNode or RankNode or PlacedNode;

    private static bool ReadsPolicy(Node value, IReadOnlySet<ColumnName> policy) => Traversal.Sorted(value).Any(node => IsOf(node, policy));

    private static bool IsOf(Node node, IReadOnlySet<ColumnName> policy) => node is ColumnNode column && policy.Contains(new ColumnName(column.Domain!.Key, column.Name));
}
