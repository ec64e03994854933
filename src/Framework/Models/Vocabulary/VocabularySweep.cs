using static TorchSharp.torch;

namespace Paragon.Models;

/// <summary>The derivative of a loss by what was read of all rows; null for what it does not read.</summary>
/// <param name="OfLogProbabilities">[rows].</param>
/// <param name="OfEntropies">[rows].</param>
internal sealed record LogitDerivative(Tensor? OfLogProbabilities, Tensor? OfEntropies);

/// <summary>
/// Log-probabilities and their part of a gradient, for who can say what the derivative of the loss by them is: three matrix products
/// where that is known while a range's logits are there, four where all ranges must be read first.
/// </summary>
internal static class VocabularySweep
{
    /// <param name="pass">The pass over the rows.</param>
    /// <param name="ranges">All rows, in ranges.</param>
    /// <param name="derivative">
    /// The derivative, given the number of rows that were read so far; it has to be right at the range that was read last, or where
    /// <see cref="VocabularyRanges.Together"/> is set, at all rows, since then it is asked once.
    /// </param>
    /// <param name="ofHidden">Receives the gradient of the hidden states; null where it is not asked.</param>
    /// <param name="ofWeight">The gradient of the weights is added to it; null where it is not asked.</param>
    internal static void Run(VocabularyPass pass, VocabularyRanges ranges, Func<long, LogitDerivative> derivative, Tensor? ofHidden, Tensor? ofWeight)
    {
        if (ranges.Ranges.Count == 0)
        {
            // Nothing to read, and still a loss to be told of.
            _ = derivative(0);
        }
        else if (ofWeight is null && pass.Columns.Entropies is null)
        {
            Scaled(pass, ranges, derivative, ofHidden);
        }
        else if (ranges.Together)
        {
            Again(pass, ranges, derivative, ofHidden, ofWeight);
        }
        else
        {
            Once(pass, ranges, derivative, ofHidden, ofWeight);
        }
    }

    private static void Once(VocabularyPass pass, VocabularyRanges ranges, Func<long, LogitDerivative> derivative, Tensor? ofHidden, Tensor? ofWeight)
    {
        foreach (RowRange rows in ranges.Ranges)
        {
            pass.Read(rows, differentiate: true);
            pass.Differentiate(rows, false, derivative(rows.Start + rows.Count), ofHidden, ofWeight);
        }
    }

    private static void Again(VocabularyPass pass, VocabularyRanges ranges, Func<long, LogitDerivative> derivative, Tensor? ofHidden, Tensor? ofWeight)
    {
        foreach (RowRange rows in ranges.Ranges)
        {
            pass.Read(rows);
        }

        LogitDerivative all = derivative(ranges.Ranges.Sum(rows => rows.Count));
        foreach (RowRange rows in ranges.Ranges)
        {
            pass.Differentiate(rows, true, all, ofHidden, ofWeight);
        }
    }

    /// <summary>
    /// With the weights frozen nothing is summed over the rows: each row's gradient is the loss's derivative by its own log-probability
    /// times what the row alone gives, so any loss does with two matrix products.
    /// </summary>
    private static void Scaled(VocabularyPass pass, VocabularyRanges ranges, Func<long, LogitDerivative> derivative, Tensor? ofHidden)
    {
        using TorchSharp.DisposeScope scope = NewDisposeScope();
        LogitDerivative unit = new(ones_like(pass.Columns.LogProbabilities), null);
        foreach (RowRange rows in ranges.Ranges)
        {
            pass.Read(rows, differentiate: ofHidden is not null);
            if (ofHidden is not null)
            {
                pass.Differentiate(rows, false, unit, ofHidden, null);
            }
        }

        LogitDerivative all = derivative(ranges.Ranges.Sum(rows => rows.Count));
        ofHidden?.mul_((all.OfLogProbabilities ?? zeros_like(pass.Columns.LogProbabilities)).unsqueeze(1));
    }
}
