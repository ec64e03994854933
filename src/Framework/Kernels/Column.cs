using System.Runtime.CompilerServices;

namespace Paragon.Kernels;

/// <summary>One number per element of a level, in memory that does not move: what a kernel reads and writes.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// It does not own its memory; <see cref="FusedBatch{T}"/> does, and sees to it that a vector may be read from one element
/// before the first on and up to behind the last. So a load is one instruction, with no branch and no call beside it.
/// </remarks>
public readonly unsafe struct Column<T>
    where T : unmanaged
{
    private readonly T* _values;

    internal Column(T* values, int length)
    {
        _values = values;
        Length = length;
    }

    /// <summary>Number of elements.</summary>
    public int Length { get; }

    /// <summary>The number of one element.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such element.</exception>
    public T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _values[Checked(index)];
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => _values[Checked(index)] = value;
    }

    /// <summary>The numbers.</summary>
    public Span<T> Span => new(_values, Length);

    internal nint Address => (nint)_values;

    /// <summary>The numbers of the elements from one on; behind the last element they are of no meaning.</summary>
    /// <param name="index">An element, or the one before the first.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Load<TLanes>(int index)
        where TLanes : unmanaged, ILanes<TLanes, T> => TLanes.Load(_values + index);

    /// <summary>Writes the first numbers of a vector to the elements from one on, and nothing else.</summary>
    /// <param name="index">The first element.</param>
    /// <param name="values">The numbers.</param>
    /// <param name="count">How many; all where it is more than a vector holds.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<TLanes>(int index, TLanes values, int count)
        where TLanes : unmanaged, ILanes<TLanes, T> => TLanes.Store(_values + index, values, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Checked(int index) => (uint)index < (uint)Length ? index : throw new IndexOutOfRangeException();
}
