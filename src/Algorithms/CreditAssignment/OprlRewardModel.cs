using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// What OPRL trains its implicit process reward model with: of two trajectories of one task the better one must have the
/// higher log-ratio to the policy that drew them (DPO, with the rollout policy as reference).
/// </summary>
/// <remarks>
/// The model that is trained is the reward model: <see cref="Oprl"/> asks for it. One mean over all ordered pairs of the
/// batch, not one for each group; without any pair the loss is 0.
/// </remarks>
[Objective("oprl-reward-model", Source = "OPRL 2025 (iStar); CharacterRL-iStar compute_eto_loss_rm")]
public sealed partial record OprlRewardModel
{
    /// <summary>β: scale of the implicit reward.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.05;

    /// <summary>How the rewards of its steps make a trajectory's score.</summary>
    public OprlScore Score { get; init; }

    /// <summary>Which trajectories are compared.</summary>
    public OprlPairs Pairs { get; init; }

    [Loss]
    private Real Loss(Batch b)
    {
        Real pairs = b.Completions.Sum(y => y.Siblings.Where(o => IsBetter(y, o)).Count());
        return b.Completions.Sum(y => y.Siblings.Where(o => IsBetter(y, o)).Sum(o => Softplus(ScoreOf(o) - ScoreOf(y)))) / Max(1, pairs);
    }

    private bool IsBetter(Completion y, Completion other) => Pairs == OprlPairs.Ranked
        ? y.Reward > other.Reward
        : y.Reward > 0 && other.Reward <= 0;

    private Real ScoreOf(Completion y)
    {
        Real total = Beta * y.Turns.Sum(k => k.Tokens.Sum(t => t.LogProb - t.OldLogProb));
        return Score == OprlScore.Mean ? total / y.Turns.Count() : total;
    }
}
