namespace Paragon;

/// <summary>A batch that does not hold what a formula needs: says what, where, and what to do.</summary>
public sealed class BatchException(string message) : InvalidOperationException(message)
{
    internal static BatchException TooFew(string reduction, string set, int count, int needed) =>
        new($"{reduction} over {set}: it has {count} element(s) and needs at least {needed}. Guard the formula with Count(), or remove the row.");
}
