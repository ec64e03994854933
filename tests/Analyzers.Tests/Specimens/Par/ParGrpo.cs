// source: methods/42-par.md, RL side, GRPO
// range: (0, 1)
// bounded: yes
// centred: yes
// saturating: yes
// monotone: score up, references down
// warns: none
// because: PAR under a group z-score

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Par;

[Objective("par-grpo")]
public sealed partial record ParGrpo
{
    [Range(0, 1)]
    public double ClipRange { get; init; } = 0.2;

    [Range(0, 1)]
    public double Eta { get; init; } = 0.005;

    [Reward]
    private static Real Shaped(Completion y) => y.References.Mean(r => Sigmoid(y.Score - r.Score));

    [Advantage]
    private static Real Advantage(Completion y)
    {
        var group = y.Group.Completions;
        return (y.Reward - group.Mean(o => o.Reward)) / (group.SampleStd(o => o.Reward) + 1e-8);
    }

    [Loss]
    private Real Loss(Completion y) => y.Tokens.Mean(Clipped);

    private Real Clipped(Token t)
    {
        var ratio = Exp(t.LogProb - t.OldLogProb);
        var d = t.RefLogProb - t.LogProb;
        return -Min(t.Advantage * ratio, t.Advantage * Clamp(ratio, 1 - ClipRange, 1 + ClipRange)) + Eta * (Exp(d) - d - 1);
    }
}
