using System.Diagnostics.CodeAnalysis;

namespace Paragon.Algorithms;

/// <summary>The weighted sum of several reward functions, over those that gave a value: TRL's <c>sum_then_normalize</c>.</summary>
/// <remarks>A completion that none of them scored has reward 0 and is not scored. For the other order see <see cref="Gdpo"/>.</remarks>
[SuppressMessage("Paragon.RewardDesign", "PAR001", Justification = "TRL sums whatever rewards and weights its user gives: all are bounded except user-weighted sums.")]
[Objective("weighted-reward", Source = "TRL grpo_trainer, multi_objective_aggregation")]
public sealed partial record WeightedReward
{
    [Reward]
    private Real Sum(Completion y) => y.RewardTerms.Where(r => r.IsValid).Sum(r => r.Weight * r.Value);

    [Reward(Into = "scored")]
    private Real IsScored(Completion y) => y.RewardTerms.Any(r => r.IsValid) ? 1 : 0;
}
