namespace Paragon.Formulas;

/// <summary>Ranges of what is made of the elements of a set, from the range of one element.</summary>
internal sealed class SetRanges(RangeAssumptions assumptions)
{
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
            Reduction.Sum => value.Times(count),
            Reduction.Mean => value.Outward(8).WithSign(value.Low, value.High, isStrict: true),
            Reduction.LogSumExp => new Interval(value.Low + Math.Max(0, Math.Log(Math.Max(1, count.Low))), value.High + Math.Log(Math.Max(1, count.High))).Outward(8),
            Reduction.Median => value.Outward(2).WithSign(value.Low, value.High, isStrict: true),
            _ => value,
        }).Defined();
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
            return new Interval(
                value.Low >= 0 ? value.Low : value.Low * most,
                value.High <= 0 ? value.High : value.High * most).Outward(8).Defined().WithSign(value.Low, value.High, isStrict: true);
        }

        double size = Math.Max(Math.Abs(value.Low), Math.Abs(value.High));
        return size == 0 ? Interval.Of(0) : new Interval(-size * most, size * most).Outward(8).Defined();
    }

    /// <summary>The place of an element among those of its family, from 0.</summary>
    public Interval Rank(Link family) => new(0, Count(family).High - 1);
}
