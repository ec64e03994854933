namespace Paragon.Kernels;

/// <summary>
/// Some numbers that are computed with at a time: what the loops of generated kernels are written in, so that one text runs
/// on vectors of any width. Truth values are lanes with all bits set or none.
/// </summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface ILanes<TSelf>
    where TSelf : unmanaged, ILanes<TSelf>
{
    /// <summary>How many numbers.</summary>
    static abstract int Count { get; }

    /// <summary>Whether the numbers are float32; float64 otherwise.</summary>
    static abstract bool IsSingle { get; }

    /// <summary>A number in every lane.</summary>
    static abstract TSelf Of(double value);

    /// <summary>True in the first lanes.</summary>
    /// <param name="count">How many; none below 1, all from <see cref="Count"/> on.</param>
    static abstract TSelf First(int count);

    /// <summary>x + y.</summary>
    static abstract TSelf operator +(TSelf x, TSelf y);

    /// <summary>x - y.</summary>
    static abstract TSelf operator -(TSelf x, TSelf y);

    /// <summary>-x.</summary>
    static abstract TSelf operator -(TSelf x);

    /// <summary>x · y.</summary>
    static abstract TSelf operator *(TSelf x, TSelf y);

    /// <summary>x / y.</summary>
    static abstract TSelf operator /(TSelf x, TSelf y);

    /// <summary>The bits that both have.</summary>
    static abstract TSelf operator &(TSelf x, TSelf y);

    /// <summary>The bits that either has.</summary>
    static abstract TSelf operator |(TSelf x, TSelf y);

    /// <summary>The bits that one of both has.</summary>
    static abstract TSelf operator ^(TSelf x, TSelf y);

    /// <summary>The bits that it has not.</summary>
    static abstract TSelf operator ~(TSelf x);

    /// <summary>x &lt; y; false where either is NaN.</summary>
    static abstract TSelf Less(TSelf x, TSelf y);

    /// <summary>x ≤ y; false where either is NaN.</summary>
    static abstract TSelf LessOrEqual(TSelf x, TSelf y);

    /// <summary>x = y; false where either is NaN.</summary>
    static abstract TSelf Equal(TSelf x, TSelf y);

    /// <summary>One value where a condition holds, another elsewhere.</summary>
    static abstract TSelf Select(TSelf condition, TSelf then, TSelf otherwise);

    /// <summary>The smaller; y where either is NaN.</summary>
    static abstract TSelf Smaller(TSelf x, TSelf y);

    /// <summary>The larger; y where either is NaN.</summary>
    static abstract TSelf Larger(TSelf x, TSelf y);

    /// <summary>x · y + z, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf x, TSelf y, TSelf z);

    /// <summary>√x.</summary>
    static abstract TSelf Sqrt(TSelf x);

    /// <summary>The largest whole number that is at most x.</summary>
    static abstract TSelf Floor(TSelf x);

    /// <summary>eˣ; NaN of NaN.</summary>
    static abstract TSelf Exp(TSelf x);

    /// <summary>log x; NaN of NaN.</summary>
    static abstract TSelf Log(TSelf x);

    /// <summary>Adds some numbers to sums in double precision; of float32 the two halves first to each other, so that half as many are widened.</summary>
    /// <param name="sums">Sums in double precision, in as many bits.</param>
    /// <param name="values">The numbers.</param>
    /// <returns>The sums after.</returns>
    static abstract TSelf AddTo(TSelf sums, TSelf values);

    /// <summary>The sum of sums in double precision.</summary>
    static abstract double Total(TSelf sums);
}

/// <summary>Some numbers that are computed with at a time, of a known type.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
public unsafe interface ILanes<TSelf, T> : ILanes<TSelf>
    where TSelf : unmanaged, ILanes<TSelf, T>
    where T : unmanaged
{
    /// <summary>Reads as many numbers as there are lanes.</summary>
    static abstract TSelf Load(T* from);

    /// <summary>Reads as many doubles as there are lanes, each rounded to a <typeparamref name="T"/>.</summary>
    static abstract TSelf LoadDoubles(double* from);

    /// <summary>Writes the first numbers and nothing else.</summary>
    /// <param name="to">Where the first goes.</param>
    /// <param name="values">The numbers.</param>
    /// <param name="count">How many, at least 1; all where it is more than there are lanes.</param>
    static abstract void Store(T* to, TSelf values, int count);
}
