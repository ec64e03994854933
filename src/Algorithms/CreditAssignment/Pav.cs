using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace Paragon.Algorithms;

/// <summary>
/// Rewarding progress with process advantage verifiers (PAV, Setlur et al. 2024): a step is weighted by the base policy's
/// value after it and by the progress that a prover, another policy, makes because of it.
/// </summary>
/// <remarks>
/// Each step has its own weight and not the sum of those after it: summed, the prover's advantages telescope, and what is
/// left is the ordinary policy gradient for any prover. Scoring beams by the same reward is the paper's search.
/// </remarks>
[SuppressMessage("Paragon.RewardDesign", "PAR001", Justification = "The reward lies in [-α, 1 + α]; it grows without end with the option α alone.")]
[Objective("pav", Source = "Setlur et al. 2024, arXiv:2410.08146")]
public sealed partial record Pav
{
    /// <summary>α: weight of the prover's advantage. The paper's are 3 and 5 in training (recalled), .2 and .5 in search.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Alpha { get; init; } = 3;

    /// <summary>Whether the prover is the best of <see cref="Attempts"/> completions of the policy whose values are given, instead of that policy itself.</summary>
    public bool BestOfK { get; init; }

    /// <summary>K: completions of a best-of-K prover.</summary>
    [Range(1, double.PositiveInfinity)]
    public int Attempts { get; init; } = 4;

    [Advantage(Into = "prover_advantage")]
    private Real ProverAdvantage(Step s) =>
        Prover(s.ProverValue) - Prover(s.IsFirst ? s.Completion.ProverValue : s.Previous.ProverValue);

    [Reward]
    private Real EffectiveReward(Step s) => s.BaseValue + (Alpha * ProverAdvantage(s));

    [Loss]
    private static Real Loss(Completion y) => -y.Steps.Sum(s => s.Reward * s.Tokens.Sum(t => t.LogProb));

    private Real Prover(Real success) => BestOfK ? 1 - Pow(1 - success, Attempts) : success;
}
