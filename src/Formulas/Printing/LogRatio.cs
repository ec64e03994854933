namespace Paragon.Formulas;

/// <summary>A log-probability less another of the same element: what policies are compared by.</summary>
internal sealed record LogRatio(ColumnNode Above, ColumnNode Below)
{
    /// <summary>The log-ratio that a node is, or null.</summary>
    public static LogRatio? Of(Node node) =>
        node is OperationNode { Operation.Name: "subtract" } difference
            && difference.First() is ColumnNode above && difference.Second() is ColumnNode below
            && IsLogProbability(above) && IsLogProbability(below)
            ? new LogRatio(above, below)
            : null;

    /// <summary>Whether a node is the ratio of two probabilities, perhaps held in bounds.</summary>
    public static bool IsRatio(Node node) =>
        node is OperationNode { Operation.Name: "exp" } exp
            && Of(exp.First() is OperationNode { Operation.Name: "clamp" } clamp ? clamp.First() : exp.First()) is not null;

    private static bool IsLogProbability(ColumnNode column) => column.Name is "logp" or "ref_logp" or "old_logp" or "rollout_logp";
}
