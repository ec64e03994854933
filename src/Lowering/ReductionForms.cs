using Paragon.Formulas;

namespace Paragon.Lowering;

/// <summary>The reductions of the language in terms of the few that the graph has.</summary>
/// <param name="b">Builder of the nodes.</param>
/// <param name="over">The set.</param>
/// <param name="condition">Condition that members must meet, or null.</param>
/// <param name="isConditional">Whether the reduction is computed under a condition only.</param>
internal sealed class ReductionForms(GraphBuilder b, SetForm over, Node? condition, bool isConditional)
{
    /// <summary>A reduction by name, or null where the set has no such form.</summary>
    public Node? Of(string name, Node value, Node? rate) => name switch
    {
        "Count" => Count(),
        "Sum" => Sum(Where(value, 0)),
        "Mean" => Mean(value),
        "Min" => Extreme(Reduction.Min, Scan.Min, Where(value, double.PositiveInfinity)),
        "Max" => Extreme(Reduction.Max, Scan.Max, Where(value, double.NegativeInfinity)),
        "Any" => b.Less(b.Number(0), Sum(Where(b.Indicator(value), 0))),
        "All" => b.Equal(Sum(Where(b.Indicator(b.Not(value)), 0)), b.Number(0)),
        "Discounted" when over.Range is not null => b.Scan(Scan.Sum, over.Range, Where(value, 0), rate),
        _ when over.Range is not null => null,
        "LogSumExp" => OfSome(b.Reduce(Reduction.LogSumExp, over.Link, Where(value, double.NegativeInfinity))),
        "Median" when condition is null => b.Reduce(Reduction.Median, over.Link, value),
        "PopulationVariance" => Variance(value, 0),
        "SampleVariance" => Variance(value, 1),
        "PopulationStd" => Std(value, 0),
        "SampleStd" => Std(value, 1),
        _ => null,
    };

    private Node Where(Node value, double otherwise) => condition is null ? value : b.Select(condition, value, b.Number(otherwise));

    private Node Sum(Node value) => over.Range is null
        ? b.Reduce(Reduction.Sum, over.Link, value)
        : b.Scan(Scan.Sum, over.Range, value);

    private Node Count() => condition is null && over.Range is null ? b.CountOf(over.Link) : Sum(Where(b.Number(1), 0));

    private Node Mean(Node value) => condition is null && over.Range is null
        ? b.Reduce(Reduction.Mean, over.Link, value)
        : b.Divide(Sum(Where(value, 0)), Count());

    private Node Extreme(Reduction reduction, Scan scan, Node value)
    {
        Node extreme = over.Range is null ? b.Reduce(reduction, over.Link, value) : b.Scan(scan, over.Range, value);
        return OfSome(extreme);
    }

    /// <summary>Where no member meets the condition there is no value: the infinity that stands for it would become a number at the next bound.</summary>
    private Node OfSome(Node value) => condition is null ? value : b.Select(b.Less(b.Number(0), Count()), value, b.Number(double.NaN));

    private Node Std(Node value, double less)
    {
        Node std = b.Apply(Arithmetic.Root, Variance(value, less));
        std.Label ??= "std";
        return std;
    }

    /// <summary>Mean square deviation from the mean in two passes: no difference of nearly equal squares.</summary>
    private Node Variance(Node value, double less)
    {
        Node mean = Mean(value);
        mean.Label ??= "mean";
        Node deviation = b.Subtract(value, b.Gather(over.Link, mean));
        deviation.Label ??= "deviation";
        Node sum = Sum(Where(b.Square(deviation), 0));
        Node variance = b.Divide(sum, less == 0 ? Count() : Freedom(less));
        variance.Label ??= "variance";
        return variance;
    }

    /// <summary>
    /// The count less what the mean has used up. Of no element that would be below 0 and the variance 0 where it has no value: where
    /// nobody refuses such a set beforehand it is 0, and the variance 0 / 0.
    /// </summary>
    private Node Freedom(double less)
    {
        Node freedom = b.Subtract(Count(), b.Number(less));
        bool hasSome = condition is null && (!isConditional || (over.Result.Links.LastOrDefault() is { } last && last.Key == over.Link.Key));
        return hasSome ? freedom : b.Apply(Comparisons.Max, freedom, b.Number(0));
    }
}
