using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>Generation by off-policy learning from demonstrations (Pang and He 2020), weighted by reward (Baheti et al. 2023): tokens count by their own probability.</summary>
/// <remarks>The weight, at least the lower bound, stands for the importance ratio and carries no gradient.</remarks>
[Objective("gold", Source = "Pang and He 2020, arXiv:2009.07839; reward-weighted as in Baheti et al. 2023, arXiv:2305.14718")]
public sealed partial record Gold
{
    /// <summary>u: smallest weight of a token; 0.1 to 0.2 in the paper.</summary>
    [Range(0, 1)]
    public double LowerBound { get; init; } = 0.1;

    [Loss]
    private Real Loss(Completion y) => -(y.Reward * y.Tokens.Sum(t => Weight(t) * t.LogProb));

    [Metric("token_weight")]
    private Real Weight(Token t) => StopGradient(Max(Exp(t.LogProb), LowerBound));
}
