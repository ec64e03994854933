using Paragon.Kernels;

namespace Paragon.Cli.Tests.Costs;

/// <summary>Vectors that count what is done with them: a kernel that runs on them says what it reads, writes and computes.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal readonly unsafe struct CountingLanes<T> : ILanes<CountingLanes<T>, T>
    where T : unmanaged
{
    private readonly Lanes256<T> _values;

    private CountingLanes(Lanes256<T> values) => _values = values;

    public static int Count => Lanes256<T>.Count;

    public static bool IsSingle => Lanes256<T>.IsSingle;

    public static CountingLanes<T> operator +(CountingLanes<T> x, CountingLanes<T> y) => Counted(x._values + y._values);

    public static CountingLanes<T> operator -(CountingLanes<T> x, CountingLanes<T> y) => Counted(x._values - y._values);

    public static CountingLanes<T> operator *(CountingLanes<T> x, CountingLanes<T> y) => Counted(x._values * y._values);

    public static CountingLanes<T> operator /(CountingLanes<T> x, CountingLanes<T> y) => Counted(x._values / y._values);

    public static CountingLanes<T> operator &(CountingLanes<T> x, CountingLanes<T> y) => Counted(x._values & y._values);

    public static CountingLanes<T> operator |(CountingLanes<T> x, CountingLanes<T> y) => Counted(x._values | y._values);

    public static CountingLanes<T> operator ^(CountingLanes<T> x, CountingLanes<T> y) => Counted(x._values ^ y._values);

    public static CountingLanes<T> operator -(CountingLanes<T> x) => Counted(-x._values);

    public static CountingLanes<T> operator ~(CountingLanes<T> x) => Counted(~x._values);

    public static CountingLanes<T> Less(CountingLanes<T> x, CountingLanes<T> y) => Counted(Lanes256<T>.Less(x._values, y._values));

    public static CountingLanes<T> LessOrEqual(CountingLanes<T> x, CountingLanes<T> y) => Counted(Lanes256<T>.LessOrEqual(x._values, y._values));

    public static CountingLanes<T> Equal(CountingLanes<T> x, CountingLanes<T> y) => Counted(Lanes256<T>.Equal(x._values, y._values));

    public static CountingLanes<T> Smaller(CountingLanes<T> x, CountingLanes<T> y) => Counted(Lanes256<T>.Smaller(x._values, y._values));

    public static CountingLanes<T> Larger(CountingLanes<T> x, CountingLanes<T> y) => Counted(Lanes256<T>.Larger(x._values, y._values));

    public static CountingLanes<T> Sqrt(CountingLanes<T> x) => Counted(Lanes256<T>.Sqrt(x._values));

    public static CountingLanes<T> Floor(CountingLanes<T> x) => Counted(Lanes256<T>.Floor(x._values));

    public static CountingLanes<T> Exp(CountingLanes<T> x) => Counted(Lanes256<T>.Exp(x._values));

    public static CountingLanes<T> Log(CountingLanes<T> x) => Counted(Lanes256<T>.Log(x._values));

    public static CountingLanes<T> Select(CountingLanes<T> condition, CountingLanes<T> then, CountingLanes<T> otherwise) => Counted(Lanes256<T>.Select(condition._values, then._values, otherwise._values));

    public static CountingLanes<T> MultiplyAdd(CountingLanes<T> x, CountingLanes<T> y, CountingLanes<T> z) => Counted(Lanes256<T>.MultiplyAdd(x._values, y._values, z._values));

    public static CountingLanes<T> AddTo(CountingLanes<T> sums, CountingLanes<T> values) => Counted(Lanes256<T>.AddTo(sums._values, values._values));

    public static CountingLanes<T> Of(double value) => new(Lanes256<T>.Of(value));

    public static CountingLanes<T> First(int count) => new(Lanes256<T>.First(count));

    public static double Total(CountingLanes<T> sums) => Lanes256<T>.Total(sums._values);

    public static CountingLanes<T> Load(T* from)
    {
        LaneCounts.Read += Count * sizeof(T);
        return new(Lanes256<T>.Load(from));
    }

    public static CountingLanes<T> LoadDoubles(double* from)
    {
        LaneCounts.Read += Count * sizeof(double);
        return new(Lanes256<T>.LoadDoubles(from));
    }

    public static void Store(T* to, CountingLanes<T> values, int count)
    {
        LaneCounts.Written += Math.Min(count, Count) * sizeof(T);
        Lanes256<T>.Store(to, values._values, count);
    }

    private static CountingLanes<T> Counted(Lanes256<T> values)
    {
        LaneCounts.Operations += Count;
        return new(values);
    }
}

/// <summary>What kernels did on <see cref="CountingLanes{T}"/> in this thread: operators have nowhere else to put it.</summary>
internal static class LaneCounts
{
    /// <summary>Bytes read.</summary>
    [field: ThreadStatic]
    public static long Read { get; set; }

    /// <summary>Bytes written.</summary>
    [field: ThreadStatic]
    public static long Written { get; set; }

    /// <summary>Operations, of numbers.</summary>
    [field: ThreadStatic]
    public static long Operations { get; set; }

    /// <summary>Begins anew.</summary>
    public static void Clear() => (Read, Written, Operations) = (0, 0, 0);
}
