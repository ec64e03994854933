using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

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
    public Vector512<T> Load(int index) => Vector512.Load(_values + index);

    /// <summary>Writes the first numbers of a vector to the elements from one on, and nothing else.</summary>
    /// <param name="index">The first element.</param>
    /// <param name="values">The numbers.</param>
    /// <param name="count">How many; all where it is more than a vector holds.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int index, Vector512<T> values, int count)
    {
        if (count >= Vector512<T>.Count)
        {
            values.Store(_values + index);
        }
        else if (Avx512F.IsSupported)
        {
            Avx512F.MaskStore((int*)(_values + index), Part(count), values.AsInt32());
        }
        else if (Avx2.IsSupported)
        {
            int* at = (int*)(_values + index);
            Vector512<int> part = Part(count);
            Avx2.MaskStore(at, part.GetLower(), values.AsInt32().GetLower());
            Avx2.MaskStore(at + Vector256<int>.Count, part.GetUpper(), values.AsInt32().GetUpper());
        }
        else
        {
            for (int i = 0; i < count; i++)
            {
                _values[index + i] = values[i];
            }
        }
    }

    /// <summary>The halves of the lanes that belong to the first numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Part(int count) => Lanes.First<T>(count).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Checked(int index) => (uint)index < (uint)Length ? index : throw new IndexOutOfRangeException();
}
