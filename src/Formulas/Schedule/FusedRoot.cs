namespace Paragon.Formulas;

/// <summary>What becomes of a result that a kernel computes.</summary>
public enum FusedRootKind
{
    /// <summary>A number of the whole batch: a loss, a metric, a statistic.</summary>
    Total,

    /// <summary>The derivative by a column, where it is wanted.</summary>
    Gradient,

    /// <summary>One number for each element of a level.</summary>
    Values,
}

/// <summary>A result that a kernel computes.</summary>
/// <param name="Kind">What becomes of it.</param>
/// <param name="Name">Name of the result: the stage's, or level and column of a gradient.</param>
/// <param name="Level">Level of a result with one number per element; null for a number of the whole batch.</param>
/// <param name="Value">The value.</param>
/// <param name="Guard">Under which choices it is computed.</param>
/// <param name="IsCertain">Whether it is looked at on every batch; where it is not, what has no value is NaN instead of an error.</param>
public sealed record FusedRoot(FusedRootKind Kind, string Name, Domain? Level, Node Value, Guard Guard, bool IsCertain = true);
