using System.ComponentModel.DataAnnotations;
using static Paragon.Algorithms.VocabularyKl;

namespace Paragon.Algorithms;

/// <summary>
/// Refined regularised preference optimisation (RRPO, Sarkar and Etemad 2025): DPO that credits only the phrases in which the two
/// completions differ, and holds the preferred one to the reference token by token.
/// </summary>
/// <remarks>
/// Which tokens are phrase tokens, <see cref="Segmentation.PhraseDifference"/> or tags in the data say. The divergence is the forward KL over
/// the vocabulary, summed over all tokens of the preferred completion. A pair without phrases has the KL only. Column:
/// <c>in_phrase</c> of the tokens.
/// </remarks>
[Objective("rrpo", Source = "Sarkar and Etemad 2025, arXiv:2504.12083; losses.py of the released code")]
public sealed partial record Rrpo
{
    /// <summary>Strength of the preference; 0.1 to 0.9 in the paper.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.1;

    /// <summary>α: weight of the divergence; 0.01 to 0.1 in the paper.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Alpha { get; init; } = 0.01;

    [Loss]
    private Real Loss(Pair pair) =>
        Dpo.Link(Beta * (PhraseMargin(pair.Chosen) - PhraseMargin(pair.Rejected))) + (Alpha * Divergence(pair.Chosen));

    [Metric("phrase_margin")]
    private static Real PhraseMargin(Completion y) =>
        y.Tokens.Where(t => t.InPhrase).Sum(t => LogProb(t.Chosen) - RefLogProb(t.Chosen));

    [Metric("forward_kl")]
    private static Real Divergence(Completion y) => y.Tokens.Sum(Forward);
}
