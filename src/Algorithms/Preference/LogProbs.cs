namespace Paragon.Algorithms;

/// <summary>The quantities of a completion and of a pair that every preference loss is made of.</summary>
/// <remarks>A completion without tokens has a log-probability of 0; its means are an error that names the row.</remarks>
[FormulaLibrary]
public static partial class LogProbs
{
    /// <summary>log π(y): sum over the tokens.</summary>
    public static Real LogProb(Completion y) => y.Tokens.Sum(t => t.LogProb);

    /// <summary>log π(y) per token.</summary>
    public static Real MeanLogProb(Completion y) => y.Tokens.Mean(t => t.LogProb);

    /// <summary>log π(y) - log π_ref(y): sum over the tokens. Times β it is the implicit reward.</summary>
    public static Real LogRatio(Completion y) => y.Tokens.Sum(t => t.LogProb - t.RefLogProb);

    /// <summary>log π(y) - log π_ref(y) per token.</summary>
    public static Real MeanLogRatio(Completion y) => y.Tokens.Mean(t => t.LogProb - t.RefLogProb);

    /// <summary>Log-ratio of the chosen completion less that of the rejected one.</summary>
    public static Real Margin(Pair pair) => LogRatio(pair.Chosen) - LogRatio(pair.Rejected);

    /// <summary>-log π per chosen token, over all chosen tokens of the batch: long completions weigh more.</summary>
    public static Real ChosenNegativeLogLikelihood(Batch b) =>
        b.Pairs.Sum(pair => -LogProb(pair.Chosen)) / b.Pairs.Sum(pair => pair.Chosen.Tokens.Count());

    /// <summary>-(1 - ε) log σ(z) - ε log σ(-z): the logistic loss of a margin whose label is wrong with probability ε.</summary>
    /// <param name="z">Margin.</param>
    /// <param name="labelSmoothing">ε.</param>
    public static Real SmoothedLogistic(Real z, Real labelSmoothing) =>
        -((1 - labelSmoothing) * LogSigmoid(z)) - (labelSmoothing * LogSigmoid(-z));
}
