using static TorchSharp.torch;

namespace Paragon.Models;

/// <summary>
/// Log-probabilities and their part of a gradient, for who can say what the derivative of the loss by them is: three matrix products
/// where that is known while a chunk's logits are there, four where all chunks must be read first.
/// </summary>
internal static class VocabularySweep
{
    /// <param name="pass">The pass over the rows.</param>
    /// <param name="ranges">All rows, in ranges.</param>
    /// <param name="together">Whether the derivative at a range's rows is known only when all ranges are read.</param>
    /// <param name="derivative">
    /// The derivative by the log-probabilities and by the entropies, [all rows] (null where the loss does not read them), right at
    /// least at the rows that were read last.
    /// </param>
    /// <param name="ofHidden">Receives the gradient of the hidden states; null where it is not asked.</param>
    /// <param name="ofWeight">The gradient of the weights is added to it; null where it is not asked.</param>
    internal static void Run(
        VocabularyPass pass, IReadOnlyList<RowRange> ranges, bool together, Func<(Tensor? OfLogProbabilities, Tensor? OfEntropies)> derivative, Tensor? ofHidden, Tensor? ofWeight)
    {
        if (!together || ranges.Count == 1)
        {
            foreach (RowRange rows in ranges)
            {
                pass.Read(rows);
                (Tensor? ofLogProbabilities, Tensor? ofEntropies) = derivative();
                pass.Differentiate(rows, false, ofLogProbabilities, ofEntropies, ofHidden, ofWeight);
            }

            return;
        }

        foreach (RowRange rows in ranges)
        {
            pass.Read(rows);
        }

        (Tensor? ofAllLogProbabilities, Tensor? ofAllEntropies) = derivative();
        foreach (RowRange rows in ranges)
        {
            pass.Differentiate(rows, true, ofAllLogProbabilities, ofAllEntropies, ofHidden, ofWeight);
        }
    }
}
