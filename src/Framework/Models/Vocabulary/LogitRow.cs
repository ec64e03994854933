using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Paragon.Models;

/// <summary>What is computed of one row of logits, in single precision with sums in double over blocks.</summary>
internal readonly record struct LogitRow(double LogProbability, double Normalizer, double Entropy, double SquaredProbabilities)
{
    /// <summary>Elements whose sum stays in single precision: a block's rounding is far below that of the logits.</summary>
    private const int Block = 2048;

    /// <summary>Reads a row: log of the softmax at the target, the log of its sum, entropy, and Σ p².</summary>
    /// <param name="logits">The row.</param>
    /// <param name="target">Entry whose log-probability is asked.</param>
    /// <param name="scale">What the logits are multiplied by: 1 / temperature.</param>
    internal static LogitRow Read(ReadOnlySpan<float> logits, int target, float scale)
    {
        float highest = Highest(logits) * scale;
        double sum = 0, weighted = 0, squares = 0;
        int place = 0;
        while (place <= logits.Length - Vector512<float>.Count)
        {
            int end = Math.Min(place + Block, logits.Length - (logits.Length % Vector512<float>.Count));
            Vector512<float> blockSum = Vector512<float>.Zero, blockWeighted = Vector512<float>.Zero, blockSquares = Vector512<float>.Zero;
            for (; place < end; place += Vector512<float>.Count)
            {
                Vector512<float> below = Difference(Vector512.LoadUnsafe(in logits[0], (nuint)place), scale, highest);
                Vector512<float> mass = VectorExponential.Of(below);
                blockSum += mass;
                blockWeighted = Vector512.FusedMultiplyAdd(mass, below, blockWeighted);
                blockSquares = Vector512.FusedMultiplyAdd(mass, mass, blockSquares);
            }

            sum += Vector512.Sum(blockSum);
            weighted += Vector512.Sum(blockWeighted);
            squares += Vector512.Sum(blockSquares);
        }

        for (; place < logits.Length; place++)
        {
            float below = Difference(logits[place], scale, highest);
            double mass = Math.Exp(below);
            sum += mass;
            weighted += mass * below;
            squares += mass * mass;
        }

        double log = Math.Log(sum);
        return new LogitRow(((double)logits[target] * scale) - highest - log, highest + log, log - (weighted / sum), squares / (sum * sum));
    }

    /// <summary>Replaces a row of logits by the derivative of a loss by them.</summary>
    /// <param name="logits">The row.</param>
    /// <param name="target">Entry whose log-probability the loss reads.</param>
    /// <param name="scale">What the logits are multiplied by: 1 / temperature.</param>
    /// <param name="normalizer">Log of the sum of the scaled logits' exponentials.</param>
    /// <param name="ofLogProbability">Derivative of the loss by the log-probability.</param>
    internal static void Differentiate(Span<float> logits, int target, float scale, float normalizer, float ofLogProbability)
    {
        Vector512<float> factor = Vector512.Create(-ofLogProbability * scale);
        int place = 0;
        for (; place <= logits.Length - Vector512<float>.Count; place += Vector512<float>.Count)
        {
            Vector512<float> log = Difference(Vector512.LoadUnsafe(in logits[0], (nuint)place), scale, normalizer);
            (VectorExponential.Of(log) * factor).StoreUnsafe(ref logits[0], (nuint)place);
        }

        for (; place < logits.Length; place++)
        {
            logits[place] = MathF.Exp(Difference(logits[place], scale, normalizer)) * -ofLogProbability * scale;
        }

        logits[target] += ofLogProbability * scale;
    }

    /// <summary>The same with an entropy H in the loss, whose derivative by a logit is -p (log p + H) / temperature.</summary>
    /// <inheritdoc cref="Differentiate(Span{float}, int, float, float, float)"/>
    /// <param name="logits">The row.</param>
    /// <param name="target">Entry whose log-probability the loss reads.</param>
    /// <param name="scale">What the logits are multiplied by: 1 / temperature.</param>
    /// <param name="normalizer">Log of the sum of the scaled logits' exponentials.</param>
    /// <param name="ofLogProbability">Derivative of the loss by the log-probability.</param>
    /// <param name="entropy">The row's entropy.</param>
    /// <param name="ofEntropy">Derivative of the loss by it.</param>
    internal static void Differentiate(Span<float> logits, int target, float scale, float normalizer, float ofLogProbability, float entropy, float ofEntropy)
    {
        float slope = -ofEntropy * scale, offset = -(ofLogProbability + (ofEntropy * entropy)) * scale;
        int place = 0;
        for (; place <= logits.Length - Vector512<float>.Count; place += Vector512<float>.Count)
        {
            Vector512<float> log = Difference(Vector512.LoadUnsafe(in logits[0], (nuint)place), scale, normalizer);
            Vector512<float> factor = Vector512.FusedMultiplyAdd(log, Vector512.Create(slope), Vector512.Create(offset));
            (VectorExponential.Of(log) * factor).StoreUnsafe(ref logits[0], (nuint)place);
        }

        for (; place < logits.Length; place++)
        {
            float log = Difference(logits[place], scale, normalizer);
            logits[place] = MathF.Exp(log) * ((log * slope) + offset);
        }

        logits[target] += ofLogProbability * scale;
    }

    /// <summary>The largest entry. Where one is NaN this may miss it; the sum that follows does not.</summary>
    private static float Highest(ReadOnlySpan<float> logits)
    {
        int place = 0;
        float highest = float.NegativeInfinity;
        if (logits.Length >= Vector512<float>.Count)
        {
            Vector512<float> highests = Vector512.Create(float.NegativeInfinity);
            for (; place <= logits.Length - Vector512<float>.Count; place += Vector512<float>.Count)
            {
                highests = Vector512.MaxNative(Vector512.LoadUnsafe(in logits[0], (nuint)place), highests);
            }

            for (int lane = 0; lane < Vector512<float>.Count; lane++)
            {
                highest = MathF.Max(highest, highests[lane]);
            }
        }

        for (; place < logits.Length; place++)
        {
            highest = MathF.Max(highest, logits[place]);
        }

        return highest;
    }

    /// <summary>How far a logit lies below another; an impossible entry (-∞) counts as just above the smallest number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Difference(Vector512<float> logits, float scale, float from) =>
        // With NaN the second operand is the result, so NaN goes on to the sum.
        Vector512.MaxNative(Vector512.Create(VectorExponential.Least), Vector512.FusedMultiplyAdd(logits, Vector512.Create(scale), Vector512.Create(-from)));

    private static float Difference(float logit, float scale, float from) => MathF.Max(VectorExponential.Least, (logit * scale) - from);
}
