using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// What PRIME trains its implicit process reward model with, on the policy's own rollouts: the log-ratio of a whole response
/// is the logit of its being right (Cui et al. 2025).
/// </summary>
/// <remarks>The model that is trained is the reward model, not the policy: <see cref="Prime"/> asks for it. On judged data of others: <see cref="ImplicitPrm"/>.</remarks>
[Objective("prime-reward-model", Source = "Cui et al. 2025, arXiv:2502.01456")]
public sealed partial record PrimeRewardModel
{
    /// <summary>β: scale of the implicit reward.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.05;

    [Loss]
    private Real Loss(Completion y) => ImplicitReward.CrossEntropy(Beta * LogProbs.LogRatio(y), y.Reward);
}
