// source: methods/00-reward-library.md, normalisation 1, as a shaping of learned scores
// range: (-inf, inf)
// bounded: no
// centred: yes
// saturating: yes
// monotone: score up
// warns: PAR001
// because: at most (G - 1)/√G for a group of G, which no declaration bounds; one completion's own score moves mean and deviation too, so it levels off

namespace Paragon.Specimens.Normalisation;

[Objective("normalisation-group-standard-score")]
public sealed partial record GroupStandardScore
{
    [Reward]
    private static Real Shaped(Completion y)
    {
        var group = y.Group.Completions;
        return group.Count() < 2 ? 0 : (y.Score - group.Mean(o => o.Score)) / (group.SampleStd(o => o.Score) + 1e-4);
    }
}
