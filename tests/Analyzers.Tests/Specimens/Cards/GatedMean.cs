// source: methods/47-g-ra.md, 'keep critic sums below the outcome gap'
// range: [0, 2]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: accuracy up, judgement up
// warns: none
// because: a mean over the steps counts only if the outcome passes, and is at most 1

namespace Paragon.Specimens.Cards;

[Objective("card-gated-mean")]
public sealed partial record GatedMean
{
    [Reward]
    private static Real Shaped(Completion y) => y.Accuracy + (y.PassedGate ? y.Segments.Mean(k => k.Judgement) : 0);
}
