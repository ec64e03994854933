// source: methods/42-par.md, 'PAR'
// range: (0, 1)
// bounded: yes
// centred: yes
// saturating: yes
// monotone: score up, references down
// warns: none
// because: mean_m σ(k z_m): the probability of beating a reference answer

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Par;

[Objective("par-par")]
public sealed partial record Par
{
    [Range(0, 100, MinimumIsExclusive = true)]
    public double Steepness { get; init; } = 1;

    [Reward]
    private Real Shaped(Completion y) => y.References.Mean(r => Sigmoid(Steepness * (y.Score - r.Score)));
}
