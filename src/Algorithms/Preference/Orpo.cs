using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>Odds-ratio preference optimisation (Hong et al. 2024, eq. 4 and 7): supervised fine-tuning and a log odds ratio, without a reference policy.</summary>
/// <remarks>
/// A completion's probability is the geometric mean of its tokens'. The fine-tuning term is over completion tokens;
/// TRL's also covers the prompt's. A completion of probability 1 has infinite odds, which is an error.
/// </remarks>
[SuppressMessage("Paragon.Numerics", "PAR202", Justification = "The published odds ratio is infinite only where every token of a completion has probability 1.")]
[Objective("orpo", Source = "Hong et al. 2024, arXiv:2403.07691, eq. 4 and 7")]
public sealed partial record Orpo
{
    /// <summary>Weight of the odds ratio; λ in the paper.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Beta { get; init; } = 0.1;

    [Loss]
    private Real OddsRatio(Pair pair) => -(Beta * LogSigmoid(LogOdds(pair.Chosen) - LogOdds(pair.Rejected)));

    [Loss]
    private static Real FineTuning(Batch b) => ChosenNegativeLogLikelihood(b);

    private static Real LogOdds(Completion y) => MeanLogProb(y) - LogOneMinusExp(MeanLogProb(y));
}
