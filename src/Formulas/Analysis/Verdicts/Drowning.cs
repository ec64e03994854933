namespace Paragon.Formulas;

/// <summary>Two terms of a reward of which one can decide it alone.</summary>
/// <param name="Small">The term that hardly counts.</param>
/// <param name="Large">The term that drowns it.</param>
/// <param name="Ratio">How many times wider the large one's range is.</param>
public sealed record DrownedTerm(SummedTerm Small, SummedTerm Large, double Ratio);

/// <summary>Finds terms of a reward whose range is a small part of another's, whatever the options are.</summary>
public static class Drowning
{
    /// <summary>From how many times on a range drowns another.</summary>
    public const double LeastRatio = 10;

    /// <summary>Each term that is drowned, beside the widest of the others. Terms without bounds are another finding.</summary>
    /// <param name="root">The reward.</param>
    /// <param name="ranges">Ranges of its parts, or null to work them out from the declarations.</param>
    public static IReadOnlyList<DrownedTerm> Of(Node root, RangeAnalysis? ranges = null)
    {
        ranges ??= new RangeAnalysis();
        IReadOnlyList<SummedTerm> all = SummedTerm.Of(root, ranges);
        IReadOnlyList<SummedTerm>[] settings = [.. Settings(ranges.Assumptions).Select(assumptions => SummedTerm.Of(root, new RangeAnalysis(assumptions)))];
        double Least(int term) => settings.Min(setting => Width(setting[term]));
        double Most(int term) => settings.Max(setting => Width(setting[term]));
        List<DrownedTerm> drowned = [];
        for (int small = 0; small < all.Count; small++)
        {
            int large = Enumerable.Range(0, all.Count).Where(other => Most(other) < double.PositiveInfinity).OrderByDescending(Least).DefaultIfEmpty(small).First();
            double most = Most(small);
            if (large != small && most > 0 && Least(large) >= LeastRatio * most)
            {
                drowned.Add(new DrownedTerm(all[small], all[large], Least(large) / most));
            }
        }

        return drowned;
    }

    private static double Width(SummedTerm term) => term.Range.High - term.Range.Low;

    /// <summary>All options at the lower end of what they may be, and all at the upper.</summary>
    private static IEnumerable<RangeAssumptions> Settings(RangeAssumptions assumptions)
    {
        foreach (bool isLow in new[] { true, false })
        {
            yield return assumptions with
            {
                Options = option =>
                {
                    Interval range = assumptions.Options(option) ?? option.Range;
                    double end = isLow ? range.Low : range.High;
                    return Interval.Of(double.IsInfinity(end) ? (range.Contains(1) ? 1 : isLow ? range.High : range.Low) : end);
                },
            };
        }
    }
}
