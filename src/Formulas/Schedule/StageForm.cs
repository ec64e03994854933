namespace Paragon.Formulas;

/// <summary>The loss or metric that a formula of one element means for a batch: the mean over its level.</summary>
public static class StageForm
{
    /// <summary>The mean, with the sums over the whole batch that must be known beforehand.</summary>
    /// <param name="b">Builder of the formula.</param>
    /// <param name="level">Level of the element.</param>
    /// <param name="value">The formula.</param>
    public static BatchForm Of(GraphBuilder b, Domain level, Node value) =>
        Decomposition.Of(b, level.IsBatch ? value : b.Reduce(Reduction.Mean, new RootLink(level), OnLevel(b, level, value)));

    /// <summary>A value that no batch changes, as one of the level: times 1 for each element.</summary>
    private static Node OnLevel(GraphBuilder b, Domain level, Node value)
    {
        if (value.Domain is not null)
        {
            return value;
        }

        Node count = b.Gather(new RootLink(level), b.CountOf(new RootLink(level)));
        return b.Divide(b.Multiply(value, count), count);
    }
}
