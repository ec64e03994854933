using System.Runtime.CompilerServices;
using Paragon.Kernels;

namespace Paragon.Models;

/// <summary>
/// The exponentials of a row of logits, by how far each lies below the highest. With S their sum, the derivative of the log-probability at a target
/// by logit j is (1[j = target] - eⱼ/S) / temperature: but for one factor a row it is there as soon as the row was read.
/// </summary>
internal static class Masses
{
    /// <summary>Elements whose sum stays in single precision: a block's rounding is far below that of the logits.</summary>
    internal const int Block = 2048;

    /// <summary>A smaller exponent would not give a normal number, with which matrix products are slow.</summary>
    private const float Least = -87.33f;

    /// <summary>The sum of a row's exponentials, and the highest logit, scaled.</summary>
    /// <typeparam name="TLanes">Vectors of the processor.</typeparam>
    /// <param name="logits">The row.</param>
    /// <param name="scale">What the logits are multiplied by: 1 / temperature.</param>
    /// <param name="keep">Whether the exponentials are to stand in place of the logits.</param>
    internal static unsafe (double Sum, float Highest) Sum<TLanes>(Span<float> logits, float scale, bool keep)
        where TLanes : unmanaged, ILanes<TLanes, float>
    {
        float highest = Highest<TLanes>(logits) * scale;
        TLanes scales = TLanes.Of(scale), offsets = TLanes.Of(-highest);
        double sum = 0;
        int place = 0, vectors = InVectors<TLanes>(logits);
        fixed (float* row = logits)
        {
            while (place < vectors)
            {
                int end = Math.Min(place + Block, vectors);
                TLanes block = default;
                for (; place < end; place += TLanes.Count)
                {
                    TLanes mass = TLanes.Exp(Below(TLanes.Load(row + place), scales, offsets));
                    block += mass;
                    if (keep)
                    {
                        TLanes.Store(row + place, mass, TLanes.Count);
                    }
                }

                sum += Total(block);
            }
        }

        for (; place < logits.Length; place++)
        {
            float mass = MathF.Exp(Below(logits[place], scale, highest));
            sum += mass;
            logits[place] = keep ? mass : logits[place];
        }

        return (sum, highest);
    }

    /// <summary>The largest entry. Where one is NaN this may miss it; the sum that follows does not.</summary>
    internal static unsafe float Highest<TLanes>(Span<float> logits)
        where TLanes : unmanaged, ILanes<TLanes, float>
    {
        TLanes highests = TLanes.Of(double.NegativeInfinity);
        int place = 0, vectors = InVectors<TLanes>(logits);
        fixed (float* row = logits)
        {
            for (; place < vectors; place += TLanes.Count)
            {
                highests = TLanes.Larger(TLanes.Load(row + place), highests);
            }
        }

        float highest = float.NegativeInfinity;
        for (int lane = 0; lane < TLanes.Count; lane++)
        {
            highest = MathF.Max(highest, (float)Lanes.At(highests, lane));
        }

        for (; place < logits.Length; place++)
        {
            highest = MathF.Max(highest, logits[place]);
        }

        return highest;
    }

    /// <summary>How many entries of a row make whole vectors.</summary>
    internal static int InVectors<TLanes>(Span<float> logits)
        where TLanes : unmanaged, ILanes<TLanes, float> => logits.Length - (logits.Length % TLanes.Count);

    /// <summary>The sum of a vector's numbers.</summary>
    internal static double Total<TLanes>(TLanes values)
        where TLanes : unmanaged, ILanes<TLanes, float> => TLanes.Total(TLanes.AddTo(default, values));

    /// <summary>How far scaled logits lie below a number; an impossible entry (-∞) counts as one of the smallest normal exponential. NaN stays NaN.</summary>
    /// <remarks>Vectors of what is the same for the row are the caller's: made here, each iteration would wait for the one before.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes Below<TLanes>(TLanes logits, TLanes scales, TLanes offsets)
        where TLanes : unmanaged, ILanes<TLanes, float> => Lanes.AtLeast(TLanes.MultiplyAdd(logits, scales, offsets), TLanes.Of(Least));

    /// <inheritdoc cref="Below{TLanes}(TLanes, TLanes, TLanes)"/>
    internal static float Below(float logit, float scale, float from) => MathF.Max(Least, (logit * scale) - from);
}
