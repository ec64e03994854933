namespace Paragon.Algorithms;

/// <summary>How verl makes one number of the losses of the tokens (its <c>loss_agg_mode</c>). Completions without tokens count for nothing.</summary>
public enum LossAggregation
{
    /// <summary>Mean over all tokens: DAPO's. Long completions weigh more.</summary>
    TokenMean,

    /// <summary>Mean over completions of the sum over tokens: Dr. GRPO's up to a constant.</summary>
    SeqMeanTokenSum,

    /// <summary>Mean over completions of the mean over tokens: GRPO's. Tokens of short completions weigh more.</summary>
    SeqMeanTokenMean,

    /// <summary>Sum over all tokens divided by a constant, not by the number of completions.</summary>
    SeqMeanTokenSumNorm,
}
