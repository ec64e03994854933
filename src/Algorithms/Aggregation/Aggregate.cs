namespace Paragon.Algorithms;

/// <summary>One number from the losses of tokens, as the two libraries make it.</summary>
internal static class Aggregate
{
    /// <param name="b">The batch.</param>
    /// <param name="aggregation">The mode.</param>
    /// <param name="scaleFactor">Divisor of <see cref="LossAggregation.SeqMeanTokenSumNorm"/>; verl's default is the padded width.</param>
    /// <param name="loss">Loss of a token.</param>
    public static Real AsVerl(Batch b, LossAggregation aggregation, Real scaleFactor, Func<Token, Real> loss) => aggregation switch
    {
        LossAggregation.SeqMeanTokenSum => b.Completions.Where(HasTokens).Mean(y => y.Tokens.Sum(loss)),
        LossAggregation.SeqMeanTokenMean => b.Completions.Where(HasTokens).Mean(y => y.Tokens.Sum(loss) / (y.Tokens.Count() + Verl.Epsilon)),
        LossAggregation.SeqMeanTokenSumNorm => b.Tokens.Sum(loss) / scaleFactor,
        _ => b.Tokens.Mean(loss),
    };

    /// <param name="b">The batch.</param>
    /// <param name="reduction">The reduction.</param>
    /// <param name="maxCompletionLength">Longest length allowed, for <see cref="GroupReduction.DrGrpo"/>.</param>
    /// <param name="loss">Loss of a token.</param>
    public static Real AsTrl(Batch b, GroupReduction reduction, Real maxCompletionLength, Func<Token, Real> loss) => reduction switch
    {
        GroupReduction.Grpo => b.Completions.Mean(y => y.Tokens.Sum(loss) / Max(1, y.Tokens.Count())),
        GroupReduction.DrGrpo => b.Tokens.Sum(loss) / (b.Completions.Count() * maxCompletionLength),
        _ => b.Tokens.Sum(loss) / Max(1, b.Tokens.Count()),
    };

    private static bool HasTokens(Completion y) => y.Tokens.Count() > 0;
}
