using System.Numerics;
using System.Runtime.CompilerServices;

namespace Paragon.Kernels;

/// <summary>Sorts rows by a value, equal values by row: digit by digit, so that ties need no second look.</summary>
internal static class RadixOrder
{
    private const int DigitBits = 11;
    private const int Digits = 1 << DigitBits;

    /// <summary>The rows in the order of their values.</summary>
    /// <param name="values">Value of every element.</param>
    /// <param name="rows">The rows, rising.</param>
    public static int[] Of<T>(Column<T> values, ReadOnlySpan<int> rows)
        where T : unmanaged, INumberBase<T>
    {
        int[] order = rows.ToArray();
        ulong[] keys = new ulong[order.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = Key(values[order[i]]);
        }

        if (order.Length <= 64)
        {
            Insert(keys, order);
            return order;
        }

        int[] rowsBeside = new int[order.Length];
        ulong[] keysBeside = new ulong[order.Length];
        int[] ends = new int[Digits];
        for (int shift = 0; shift < 8 * Unsafe.SizeOf<T>(); shift += DigitBits)
        {
            if (Pass(keys, order, keysBeside, rowsBeside, ends, shift))
            {
                (order, rowsBeside, keys, keysBeside) = (rowsBeside, order, keysBeside, keys);
            }
        }

        return order;
    }

    /// <summary>Bits that rise with the value; +0 and -0 are equal, and NaN comes last.</summary>
    private static ulong Key<T>(T value)
        where T : unmanaged, INumberBase<T>
    {
        if (typeof(T) == typeof(float))
        {
            float number = float.CreateTruncating(value) + 0f;
            uint bits = float.IsNaN(number) ? int.MaxValue : BitConverter.SingleToUInt32Bits(number);
            return (bits & 0x8000_0000) != 0 ? ~bits : bits | 0x8000_0000;
        }

        double whole = double.CreateTruncating(value) + 0d;
        ulong wide = double.IsNaN(whole) ? long.MaxValue : BitConverter.DoubleToUInt64Bits(whole);
        return (wide & 0x8000_0000_0000_0000) != 0 ? ~wide : wide | 0x8000_0000_0000_0000;
    }

    private static void Insert(ulong[] keys, int[] order)
    {
        for (int i = 1; i < keys.Length; i++)
        {
            (ulong key, int row) = (keys[i], order[i]);
            int at = i;
            for (; at > 0 && keys[at - 1] > key; at--)
            {
                (keys[at], order[at]) = (keys[at - 1], order[at - 1]);
            }

            (keys[at], order[at]) = (key, row);
        }
    }

    /// <summary>Sorts by one digit; false where all have the same and nothing was moved.</summary>
    private static bool Pass(ulong[] keys, int[] order, ulong[] keysInto, int[] into, int[] ends, int shift)
    {
        Array.Clear(ends);
        foreach (ulong key in keys)
        {
            ends[(int)(key >> shift) & (Digits - 1)]++;
        }

        if (ends[(int)(keys[0] >> shift) & (Digits - 1)] == keys.Length)
        {
            return false;
        }

        int begun = 0;
        for (int digit = 0; digit < Digits; digit++)
        {
            (ends[digit], begun) = (begun, begun + ends[digit]);
        }

        for (int i = 0; i < keys.Length; i++)
        {
            int place = ends[(int)(keys[i] >> shift) & (Digits - 1)]++;
            (keysInto[place], into[place]) = (keys[i], order[i]);
        }

        return true;
    }
}
