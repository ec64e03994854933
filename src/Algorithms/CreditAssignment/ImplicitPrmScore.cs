using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace Paragon.Algorithms;

/// <summary>How an implicit process reward model scores (Yuan et al. 2024): tokens, steps, and a response for best-of-N.</summary>
/// <remarks>β scales everything; it matters only where scores are weighed against others, as in voting by σ(score).</remarks>
[SuppressMessage("Paragon.RewardDesign", "PAR001", Justification = "A log-ratio has no bound: what it says of a response is how much likelier, not whether.")]
[Objective("implicit-prm-score", Source = "Yuan et al. 2024, arXiv:2412.01981; PRIME-RL/ImplicitPRM prm_eval_utils")]
public sealed partial record ImplicitPrmScore
{
    /// <summary>β: scale of the implicit reward. The released evaluation has .001.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.05;

    /// <summary>What stands for a step.</summary>
    public StepScore Score { get; init; }

    /// <summary>What stands for a response.</summary>
    public StepAggregate Aggregate { get; init; }

    [Reward]
    private Real TokenReward(Token t) => ImplicitReward.OfToken(t, Beta);

    [Reward]
    private Real StepReward(Step s) => s.Tokens.Sum(TokenReward);

    [Reward(Into = "value")]
    private Real StepValue(Step s) => s.AndBefore.Sum(StepReward);

    [Reward(Into = "outcome_reward")]
    private Real OutcomeReward(Completion y) => y.Tokens.Sum(TokenReward);

    [Reward]
    private Real ResponseScore(Completion y) => Aggregate switch
    {
        StepAggregate.Sum => y.Steps.Sum(Value),
        StepAggregate.Mean => y.Steps.Mean(Value),
        _ => y.Steps.Min(Value),
    };

    private Real Value(Step s) => Score == StepScore.Accumulative ? StepValue(s) : StepReward(s);
}
