using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// GRPO as PAR's code runs it around a shaped reward (PAR 2025): group z-score with the unbiased deviation, the mean over all tokens of the batch, and a KL term that is the
/// mirror image of the usual k3.
/// </summary>
/// <remarks>
/// With d = log π - log π_ref the code takes e^d - d - 1 where k3 is e^-d + d - 1. <see cref="Grpo"/> has the usual one. A group of one
/// has no deviation: that is an error.
/// </remarks>
[Objective("grpo-par", Source = "PAR 2025, its GRPO trainer")]
public sealed partial record GrpoPar
{
    /// <summary>η: weight of the KL term.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Eta { get; init; } = 0.005;

    /// <summary>ε: the ratio is clipped to 1 ± ε.</summary>
    [Range(0, 1)]
    public double Clip { get; init; } = 0.2;

    [Advantage]
    private static Real Advantage(Completion y)
    {
        Elements<Completion> group = y.Group.Completions;
        return (y.Reward - group.Mean(o => o.Reward)) / (group.SampleStd(o => o.Reward) + 1e-8);
    }

    [Loss]
    private Real Loss(Token t) => ClippedSurrogate.Of(Exp(t.LogProb - t.OldLogProb), t.Advantage, Clip, Clip) + KlPenalty(t);

    [Metric("clip_fraction")]
    private Real Clipped(Token t) => ClippedSurrogate.IsClipped(Exp(t.LogProb - t.OldLogProb), t.Advantage, Clip, Clip);

    [Metric("kl_penalty")]
    private Real KlPenalty(Token t) => Eta * KlEstimators.K3(t.RefLogProb, t.LogProb);
}
