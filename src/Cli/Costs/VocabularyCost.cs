using Paragon.Models;
using Paragon.Training;

namespace Paragon.Cli.Costs;

/// <summary>What the log-probabilities of a loss cost, between hidden states and the gradients of states and projection.</summary>
/// <param name="Reach">What the derivative at one token depends on.</param>
/// <param name="ChunkRows">Tokens whose logits exist at one time.</param>
/// <param name="Products">Matrix products of 2 · tokens · vocabulary · hidden operations.</param>
/// <param name="Operations">Floating-point operations of these.</param>
/// <param name="Peak">Bytes beside inputs and gradients.</param>
/// <param name="Whole">The same where all logits are made at once: five such arrays (logits, by temperature, softmax, two of their gradient).</param>
internal sealed record VocabularyCost(LossReach Reach, long ChunkRows, int Products, double Operations, long Peak, long Whole)
{
    /// <summary>The cost for a loss of a reach.</summary>
    public static VocabularyCost Of(LossReach reach, long tokens, long vocabulary, long hidden)
    {
        long most = VocabularyChunk.Rows(vocabulary), rows = Math.Min(most, tokens);
        int products = tokens <= most || reach == LossReach.Token ? 3 : 4;
        return new VocabularyCost(reach, rows, products, 2.0 * products * tokens * vocabulary * hidden, 4 * rows * vocabulary, 4 * 5 * tokens * vocabulary);
    }
}
