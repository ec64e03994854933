using Paragon.Kernels;

namespace Paragon.Models;

/// <summary>What is computed of one row of logits, in single precision with sums in double over blocks.</summary>
internal readonly record struct LogitRow(double LogProbability, double Normalizer, double Entropy, double SquaredProbabilities)
{
    /// <summary>Reads a row: log of the softmax at the target, the log of its sum, entropy, and Σ p².</summary>
    /// <typeparam name="TLanes">Vectors of the processor.</typeparam>
    /// <param name="logits">The row.</param>
    /// <param name="target">Entry whose log-probability is asked.</param>
    /// <param name="scale">What the logits are multiplied by: 1 / temperature.</param>
    internal static unsafe LogitRow Read<TLanes>(Span<float> logits, int target, float scale)
        where TLanes : unmanaged, ILanes<TLanes, float>
    {
        float highest = Masses.Highest<TLanes>(logits) * scale;
        TLanes scales = TLanes.Of(scale), offsets = TLanes.Of(-highest);
        double sum = 0, weighted = 0, squares = 0;
        int place = 0, vectors = Masses.InVectors<TLanes>(logits);
        fixed (float* row = logits)
        {
            while (place < vectors)
            {
                int end = Math.Min(place + Masses.Block, vectors);
                TLanes blockSum = default, blockWeighted = default, blockSquares = default;
                for (; place < end; place += TLanes.Count)
                {
                    TLanes below = Masses.Below(TLanes.Load(row + place), scales, offsets), mass = TLanes.Exp(below);
                    blockSum += mass;
                    blockWeighted = TLanes.MultiplyAdd(mass, below, blockWeighted);
                    blockSquares = TLanes.MultiplyAdd(mass, mass, blockSquares);
                }

                sum += Masses.Total(blockSum);
                weighted += Masses.Total(blockWeighted);
                squares += Masses.Total(blockSquares);
            }
        }

        for (; place < logits.Length; place++)
        {
            float below = Masses.Below(logits[place], scale, highest);
            double mass = Math.Exp(below);
            sum += mass;
            weighted += mass * below;
            squares += mass * mass;
        }

        double log = Math.Log(sum);
        return new LogitRow(((double)logits[target] * scale) - highest - log, highest + log, log - (weighted / sum), squares / (sum * sum));
    }

    /// <summary>Replaces a row of logits by the derivative of a loss by them.</summary>
    /// <remarks>That of the entropy H by a logit is -p (log p + H) / temperature.</remarks>
    /// <typeparam name="TLanes">Vectors of the processor.</typeparam>
    /// <param name="logits">The row.</param>
    /// <param name="target">Entry whose log-probability the loss reads.</param>
    /// <param name="scale">What the logits are multiplied by: 1 / temperature.</param>
    /// <param name="normalizer">Log of the sum of the scaled logits' exponentials.</param>
    /// <param name="ofLogProbability">Derivative of the loss by the log-probability.</param>
    /// <param name="entropy">The row's entropy.</param>
    /// <param name="ofEntropy">Derivative of the loss by it; 0 where the loss does not read it.</param>
    internal static unsafe void Differentiate<TLanes>(Span<float> logits, int target, float scale, float normalizer, float ofLogProbability, float entropy, float ofEntropy)
        where TLanes : unmanaged, ILanes<TLanes, float>
    {
        float slope = -ofEntropy * scale, offset = -(ofLogProbability + (ofEntropy * entropy)) * scale;
        TLanes slopes = TLanes.Of(slope), rest = TLanes.Of(offset), scales = TLanes.Of(scale), offsets = TLanes.Of(-normalizer);
        int place = 0, vectors = Masses.InVectors<TLanes>(logits);
        fixed (float* row = logits)
        {
            for (; place < vectors; place += TLanes.Count)
            {
                TLanes log = Masses.Below(TLanes.Load(row + place), scales, offsets);
                TLanes.Store(row + place, TLanes.Exp(log) * TLanes.MultiplyAdd(log, slopes, rest), TLanes.Count);
            }
        }

        for (; place < logits.Length; place++)
        {
            float log = Masses.Below(logits[place], scale, normalizer);
            logits[place] = MathF.Exp(log) * ((log * slope) + offset);
        }

        logits[target] += ofLogProbability * scale;
    }
}
