namespace Paragon.Formulas;

/// <summary>Ranges of what is made of the elements of a set, from the range of one element.</summary>
internal sealed class SetRanges(RangeAssumptions assumptions)
{
    // What rounding adds to a sum of as many numbers as a batch can hold: 2³¹ times half a unit in the last place, and to spare.
    private const double RoundingOfSums = 1e-6;

    /// <summary>How many elements a set has.</summary>
    public Interval Count(Link link)
    {
        bool maySelf = link is JoinLink { Inner: false, Join.Kind: JoinKind.Others };
        double least = maySelf || assumptions.HasEmptySets || (link is JoinLink { Inner: true }) ? 0 : 1;
        Interval count = new(least, assumptions.LargestCount);
        return assumptions.Counts(link) is { } known ? count.And(known) : count;
    }

    public Interval Reduce(ReduceNode node, Interval value)
    {
        Interval count = Count(node.Link);
        return (node.Reduction switch
        {
            Reduction.Sum => Summed(value.Times(count)),
            Reduction.Mean => Averaged(value, Summed(value.Times(count))),
            Reduction.LogSumExp => value.Plus(new Interval(Math.Log(Math.Max(1, count.Low)), Math.Log(Math.Max(1, count.High))).Outward(4)).Outward(8),
            Reduction.Median => Averaged(value, value.Times(2)),
            _ => value,
        }).Defined();
    }

    /// <summary>A sum as it is computed: additions never turn its sign, but each rounds.</summary>
    private Interval Summed(Interval sum) => assumptions.IsExact ? sum
        : new Interval(sum.Low - (Math.Abs(sum.Low) * RoundingOfSums), sum.High + (Math.Abs(sum.High) * RoundingOfSums)).Defined().WithSign(sum.Low, sum.High, isStrict: true);

    /// <summary>A mean lies where its values do, and is computed from a sum that may overflow.</summary>
    private Interval Averaged(Interval value, Interval sum)
    {
        Interval mean = (assumptions.IsExact ? value.Outward(8) : Summed(value).Outward(8)).WithSign(value.Low, value.High, isStrict: true);
        return assumptions.IsExact ? mean
            : new Interval(double.IsNegativeInfinity(sum.Low) ? sum.Low : mean.Low, double.IsPositiveInfinity(sum.High) ? sum.High : mean.High);
    }

    /// <summary>Whether a reduction may be undefined: of nothing, or of infinities that are set against each other.</summary>
    public bool MakesNaN(ReduceNode node, Interval value) => node.Reduction switch
    {
        Reduction.Sum => double.IsNegativeInfinity(value.Low) && double.IsPositiveInfinity(value.High),
        Reduction.Mean => Count(node.Link).Low < 1 || (double.IsNegativeInfinity(value.Low) && double.IsPositiveInfinity(value.High)),
        Reduction.LogSumExp or Reduction.Median => Count(node.Link).Low < 1 || !value.IsFinite(),
        _ => Count(node.Link).Low < 1,
    };

    /// <summary>y = x + rate · y of the neighbour: a geometric sum.</summary>
    public Interval Scan(ScanNode node, Interval value, Interval rate)
    {
        if (node.Scan != Formulas.Scan.Sum)
        {
            return value;
        }

        double largest = Math.Max(Math.Abs(rate.Low), Math.Abs(rate.High));
        double factor = largest < 1 ? Interval.Of(1 / Interval.Of(1 - largest).Outward(2).Low).Outward(4).High : double.PositiveInfinity;
        double terms = assumptions.LargestCount;
        double most = largest <= 1 ? Math.Min(factor, terms) : double.PositiveInfinity;
        if (rate.Low >= 0)
        {
            return Summed(new Interval(
                value.Low >= 0 ? value.Low : value.Low * most,
                value.High <= 0 ? value.High : value.High * most).Outward(8).Defined()).WithSign(value.Low, value.High, isStrict: true);
        }

        double size = Math.Max(Math.Abs(value.Low), Math.Abs(value.High));
        return size == 0 ? Interval.Of(0) : Summed(new Interval(-size * most, size * most).Outward(8).Defined());
    }

    /// <summary>The place of an element among those of its family, from 0.</summary>
    public Interval Rank(Link family) => new(0, Count(family).High - 1);
}
