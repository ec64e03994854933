using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Paragon.Kernels;

/// <summary>How the rows lie that neighbouring lanes point to: often they are the same, or one after another.</summary>
internal static class LaneRows
{
    /// <summary>Neither.</summary>
    public const int Apart = -1;

    /// <summary>From each row to the next: 0 where all are the same, 1 where they follow each other, <see cref="Apart"/> elsewhere and where the first points nowhere.</summary>
    /// <param name="rows">As many rows as a vector has lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Step(ReadOnlySpan<int> rows)
    {
        (int first, int last) = (rows[0], rows[^1]);
        int step = last == first ? 0 : 1;
        if (first < 0 || last - first != step * (rows.Length - 1))
        {
            return Apart;
        }

        Vector128<int> expected = Vector128.Create(first) + (Vector128<int>.Indices * step), four = Vector128.Create(4 * step);
        ref int row = ref MemoryMarshal.GetReference(rows);
        for (int i = 0; i < rows.Length; i += Vector128<int>.Count)
        {
            if (Vector128.LoadUnsafe(ref row, (nuint)i) != expected)
            {
                return Apart;
            }

            expected += four;
        }

        return step;
    }
}
