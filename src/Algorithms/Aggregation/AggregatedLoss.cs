using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>A loss of each token that was computed elsewhere, made one number as verl's <c>agg_loss</c> does.</summary>
/// <remarks>Column: <c>token_loss</c> of the tokens, differentiable.</remarks>
[Objective("aggregated-loss", Source = "verl core_algos.agg_loss")]
public sealed partial record AggregatedLoss
{
    /// <summary>How the losses of tokens become one number.</summary>
    public LossAggregation Aggregation { get; init; } = LossAggregation.TokenMean;

    /// <summary>Divisor of SeqMeanTokenSumNorm, in tokens; verl's default is the padded width of the batch.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double ScaleFactor { get; init; } = 1024;

    [Loss]
    private Real Loss(Batch b) => Aggregate.AsVerl(b, Aggregation, ScaleFactor, t => t.TokenLoss);
}
