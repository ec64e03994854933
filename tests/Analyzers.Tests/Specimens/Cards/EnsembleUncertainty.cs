// source: methods/33-rm-ensembles-helping-or-herding.md, mean minus deviation
// range: (-inf, inf)
// bounded: no
// centred: no
// saturating: no
// monotone: no
// warns: PAR001, PAR002, PAR003
// because: the deviation does not move with a common shift, the mean does

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-ensemble-uncertainty")]
public sealed partial record EnsembleUncertainty
{
    [Range(0, 10)]
    public double Caution { get; init; } = 1;

    [Reward]
    private Real Shaped(Completion y) => y.Judges.Mean(j => j.Score) - Caution * y.Judges.PopulationStd(j => j.Score);
}
