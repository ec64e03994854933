using Paragon.Kernels;

namespace Paragon.Models;

/// <summary>What is done with one row of logits.</summary>
internal unsafe interface IRowWork
{
    /// <summary>Does it.</summary>
    /// <typeparam name="TLanes">Vectors of the processor.</typeparam>
    static abstract void Do<TLanes>(LogitRowMemory* rows, long row)
        where TLanes : unmanaged, ILanes<TLanes, float>;
}

/// <summary>Reads the log-probability alone, and leaves its derivative where factors are asked.</summary>
internal readonly unsafe struct LogProbabilityReader : IRowWork
{
    /// <inheritdoc/>
    public static void Do<TLanes>(LogitRowMemory* rows, long row)
        where TLanes : unmanaged, ILanes<TLanes, float>
    {
        Span<float> logits = rows->Row(row);
        ref float target = ref logits[(int)rows->Targets[row]];
        double logit = target;
        (double sum, float highest) = Masses.Sum<TLanes>(logits, rows->Scale, rows->Factors != null);
        double log = Math.Log(sum);
        rows->LogProbabilities[row] = (float)((logit * rows->Scale) - highest - log);
        rows->Normalizers[row] = (float)(highest + log);
        if (rows->Factors != null)
        {
            target = (float)(target - sum);
            rows->Factors[row] = (float)(-rows->Scale / sum);
        }
    }
}

/// <summary>Reads what is asked of the whole distribution too: entropy, Σ p².</summary>
internal readonly unsafe struct DistributionReader : IRowWork
{
    /// <inheritdoc/>
    public static void Do<TLanes>(LogitRowMemory* rows, long row)
        where TLanes : unmanaged, ILanes<TLanes, float>
    {
        LogitRow read = LogitRow.Read<TLanes>(rows->Row(row), (int)rows->Targets[row], rows->Scale);
        rows->LogProbabilities[row] = (float)read.LogProbability;
        rows->Normalizers[row] = (float)read.Normalizer;
        if (rows->Entropies != null)
        {
            rows->Entropies[row] = (float)read.Entropy;
        }

        if (rows->SquaredProbabilities != null)
        {
            rows->SquaredProbabilities[row] = (float)read.SquaredProbabilities;
        }
    }
}

/// <summary>Puts the derivative of a loss in place of the logits.</summary>
internal readonly unsafe struct RowDifferentiation : IRowWork
{
    /// <inheritdoc/>
    public static void Do<TLanes>(LogitRowMemory* rows, long row)
        where TLanes : unmanaged, ILanes<TLanes, float>
    {
        float ofLogProbability = rows->OfLogProbabilities == null ? 0 : rows->OfLogProbabilities[row];
        (float entropy, float ofEntropy) = rows->OfEntropies == null ? (0, 0) : (rows->Entropies[row], rows->OfEntropies[row]);
        LogitRow.Differentiate<TLanes>(rows->Row(row), (int)rows->Targets[row], rows->Scale, rows->Normalizers[row], ofLogProbability, entropy, ofEntropy);
    }
}
