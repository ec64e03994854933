namespace Paragon.Formulas;

/// <summary>What is taken as known of a formula's inputs beyond what they declare.</summary>
public sealed record RangeAssumptions
{
    /// <summary>What the declarations alone say.</summary>
    public static RangeAssumptions None { get; } = new();

    /// <summary>Range of a column in the place of the declared one, by level and name; null keeps the declared one.</summary>
    /// <remarks>The advantage of a composed objective reads the column that its own reward writes: its range is the reward's.</remarks>
    public Func<ColumnNode, Interval?> Columns { get; init; } = _ => null;

    /// <summary>Range of an option in the place of the declared one; null keeps the declared one.</summary>
    public Func<OptionNode, Interval?> Options { get; init; } = _ => null;

    /// <summary>How many elements a set has; null where only what the kind of set says is known.</summary>
    public Func<Link, Interval?> Counts { get; init; } = _ => null;

    /// <summary>Whether a set may be empty though its kind does not make it so: a completion without tokens.</summary>
    public bool HasEmptySets { get; init; }

    /// <summary>Largest magnitude of an input, declared or not; infinite for exact arithmetic on any number.</summary>
    public double LargestInput { get; init; } = double.PositiveInfinity;

    /// <summary>Most elements that a set has.</summary>
    public double LargestCount { get; init; } = double.PositiveInfinity;

    /// <summary>
    /// Whether ranges are those of exact values. Inputs with a largest magnitude are computed with: then each operation rounds,
    /// underflows to 0 and overflows to infinity.
    /// </summary>
    internal bool IsExact => double.IsPositiveInfinity(LargestInput);
}
