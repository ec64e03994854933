using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Paragon.Kernels;

/// <summary>One number per element of a level, in memory that does not move: what a kernel reads and writes.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>It does not own its memory; <see cref="FusedBatch{T}"/> does.</remarks>
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

    /// <summary>The numbers of the elements from one on; behind the last element they are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<T> Load(int index) =>
        (uint)index <= (uint)(Length - Vector512<T>.Count) && Length >= Vector512<T>.Count ? Vector512.Load(_values + index) : LoadPart(index);

    /// <summary>Writes the first numbers of a vector to the elements from one on.</summary>
    /// <param name="index">The first element.</param>
    /// <param name="values">The numbers.</param>
    /// <param name="count">How many; all where it is more than a vector holds.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int index, Vector512<T> values, int count)
    {
        if (count >= Vector512<T>.Count && (uint)index <= (uint)(Length - Vector512<T>.Count))
        {
            values.Store(_values + index);
        }
        else
        {
            StorePart(index, values, count);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Vector512<T> LoadPart(int index)
    {
        T* part = stackalloc T[Vector512<T>.Count];
        for (int i = 0; i < Vector512<T>.Count; i++)
        {
            part[i] = (uint)(index + i) < (uint)Length ? _values[index + i] : default;
        }

        return Vector512.Load(part);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void StorePart(int index, Vector512<T> values, int count)
    {
        T* part = stackalloc T[Vector512<T>.Count];
        values.Store(part);
        new ReadOnlySpan<T>(part, Math.Min(count, Vector512<T>.Count)).CopyTo(Span[index..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Checked(int index) => (uint)index < (uint)Length ? index : throw new IndexOutOfRangeException();
}
