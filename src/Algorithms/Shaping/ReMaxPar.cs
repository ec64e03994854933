namespace Paragon.Algorithms;

/// <summary>ReMax as PAR's code runs it (PAR 2025): -Σ log π times the shaped reward less that of the greedy answer.</summary>
/// <remarks>Reads the shaped rewards as <c>reward</c> and <c>baseline_reward</c>. <see cref="ReMax"/> has PPO's loss.</remarks>
[Objective("remax-par", Source = "PAR 2025, its ReMax trainer; Li et al. 2024, arXiv:2310.10505")]
public sealed partial record ReMaxPar
{
    [Advantage]
    private static Real Advantage(Completion y) => y.Reward - y.BaselineReward;

    [Loss]
    private static Real Loss(Completion y) => -y.Advantage * y.Tokens.Sum(t => t.LogProb);
}
