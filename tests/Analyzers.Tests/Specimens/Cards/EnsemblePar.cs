// source: methods/33-rm-ensembles-helping-or-herding.md, least member, under methods/42-par.md
// range: (0, 1)
// bounded: yes
// centred: yes
// saturating: yes
// monotone: scores up, references down
// warns: none
// because: the least member's probability of beating a reference answer

namespace Paragon.Specimens.Cards;

[Objective("card-ensemble-par")]
public sealed partial record EnsemblePar
{
    [Reward]
    private static Real Shaped(Completion y) => y.References.Mean(r => Sigmoid(y.Judges.Min(j => j.Score) - r.Score));
}
