// source: methods/42-par.md, RL side, PPO
// range: (-inf, inf)
// bounded: no
// centred: yes
// saturating: yes
// monotone: score up
// warns: PAR001
// because: the shaped reward is in (0, 1), but the token reward carries the unbounded KL penalty (the card's discrepancy 3)

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Par;

[Objective("par-ppo")]
public sealed partial record ParPpo
{
    [Range(0, 1)]
    public double Eta { get; init; } = 0.005;

    [Range(0, 1)]
    public double Gamma { get; init; } = 1;

    [Range(0, 1)]
    public double Lambda { get; init; } = 0.95;

    [Range(0, 1)]
    public double ClipRange { get; init; } = 0.2;

    [Reward]
    private static Real Shaped(Completion y) => y.References.Mean(r => Sigmoid(y.Score - r.Score));

    [Reward]
    private Real TokenReward(Token t) => (t.IsLast ? t.Completion.Reward : 0) - Eta * (t.OldLogProb - t.RefLogProb);

    [Advantage(Into = "return")]
    private Real Return(Token t) => t.AndAfter.Discounted(Gamma, u => u.Reward);

    [Advantage]
    private Real Advantage(Token t)
    {
        var tokens = t.Batch.Tokens;
        return (Estimate(t) - tokens.Mean(Estimate)) / Sqrt(tokens.PopulationVariance(Estimate) + 1e-8);
    }

    private Real Estimate(Token t) => t.AndAfter.Discounted(Gamma * Lambda, Delta);

    private Real Delta(Token t) => t.Reward + (t.IsLast ? 0 : Gamma * t.Next.OldValue) - t.OldValue;

    [Loss]
    private Real Policy(Token t)
    {
        var ratio = Exp(t.LogProb - t.OldLogProb);
        return Max(-t.Advantage * ratio, -t.Advantage * Clamp(ratio, 1 - ClipRange, 1 + ClipRange));
    }

    [Loss]
    private Real Critic(Token t) => Max(
        Square(t.Value - t.Return),
        Square(t.OldValue + Clamp(t.Value - t.OldValue, -ClipRange, ClipRange) - t.Return));
}
