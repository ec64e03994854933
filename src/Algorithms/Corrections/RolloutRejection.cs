using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// Tokens or whole completions whose sampler has moved too far from the trainer's policy are ruled out: column
/// <c>keep</c> of the tokens becomes 0. One objective is one criterion; criteria in a row must all pass.
/// </summary>
/// <remarks>verl's <c>rollout_rs</c>, of whose options each is a level with an estimator: <c>seq_mean_k3</c>.</remarks>
[Objective("rollout-rejection", Source = "verl rollout_corr_helper.compute_rollout_rejection_mask")]
public sealed partial record RolloutRejection
{
    /// <summary>What is judged: each token, or a completion by the sum, mean or largest of its tokens.</summary>
    public RejectionLevel Level { get; init; } = RejectionLevel.Token;

    /// <summary>Estimate of the divergence.</summary>
    public RejectionEstimator Estimator { get; init; } = RejectionEstimator.K1;

    /// <summary>Smallest ratio π_rollout / π_old that passes, for K1 only.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Minimum { get; init; } = 0.5;

    /// <summary>Largest ratio that passes for K1; largest divergence in nats for K2 and K3.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Maximum { get; init; } = 2;

    [Advantage(Into = "keep")]
    private Real Keep(Token t) => IsKept(t) ? t.Keep : 0;

    private bool IsKept(Token t) => Level switch
    {
        RejectionLevel.Token => Passes(Divergence(t)),
        RejectionLevel.SeqSum => Passes(t.Completion.Tokens.Sum(Divergence)),
        RejectionLevel.SeqMean => Passes(t.Completion.Tokens.Sum(Divergence) / (t.Completion.Tokens.Count() + Verl.Epsilon)),
        _ => t.Completion.Tokens.All(u => Passes(Divergence(u))),
    };

    private bool Passes(Real divergence) => Estimator == RejectionEstimator.K1
        ? divergence >= Log(Minimum) && divergence <= Log(Maximum)
        : divergence <= Maximum;

    private Real Divergence(Token t)
    {
        Real difference = Clamp(t.OldLogProb - t.RolloutLogProb, -Verl.LargestLogRatio, Verl.LargestLogRatio);
        return Estimator switch
        {
            RejectionEstimator.K1 => -difference,
            RejectionEstimator.K2 => Square(difference) / 2,
            RejectionEstimator.K3 => ExpMinusOne(difference) - difference,
            _ => throw new ArgumentOutOfRangeException(nameof(Estimator)),
        };
    }
}

/// <summary>The estimates of the divergence that a rejection may judge by, of d = log π_old - log π_rollout.</summary>
public enum RejectionEstimator
{
    /// <summary>-d.</summary>
    K1,

    /// <summary>d² / 2.</summary>
    K2,

    /// <summary>eᵈ - 1 - d.</summary>
    K3,
}

/// <summary>What a rejection judges.</summary>
public enum RejectionLevel
{
    /// <summary>Each token.</summary>
    Token,

    /// <summary>A completion by the sum over its tokens.</summary>
    SeqSum,

    /// <summary>A completion by the mean over its tokens.</summary>
    SeqMean,

    /// <summary>A completion by the largest of its tokens.</summary>
    SeqMax,
}
