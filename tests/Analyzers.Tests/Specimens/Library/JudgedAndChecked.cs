// source: methods/00-reward-library.md, weighted sums, with methods/42-par.md, 'PAR' for the learned term
// range: (0, 2)
// bounded: yes
// centred: yes
// saturating: yes
// monotone: score up, correct up
// warns: none
// because: a rule reward beside a learned one that is bounded, centred and saturating

namespace Paragon.Specimens.Library;

[Objective("library-judged-and-checked")]
public sealed partial record JudgedAndChecked
{
    [Reward]
    private static Real Shaped(Completion y) => (y.IsCorrect ? 1 : 0) + y.References.Mean(r => Sigmoid(y.Score - r.Score));
}
