// source: methods/33-rm-ensembles-helping-or-herding.md, mean
// range: (-inf, inf)
// bounded: no
// centred: no
// saturating: no
// monotone: scores up
// warns: PAR001, PAR002, PAR003
// because: an average of unbounded scores

namespace Paragon.Specimens.Cards;

[Objective("card-ensemble-mean")]
public sealed partial record EnsembleMean
{
    [Reward]
    private static Real Shaped(Completion y) => y.Judges.Mean(j => j.Score);
}
