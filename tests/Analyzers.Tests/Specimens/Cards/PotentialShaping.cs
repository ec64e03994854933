// source: methods/18-effective-reward-specification.md, 1 with zero terminal potential
// range: [-1, 2]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: outcome up, potential down
// warns: none
// because: r + γΦ' - Φ: bounded by r_max + γΦ_max, and the optimal policy stays

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-potential-shaping")]
public sealed partial record PotentialShaping
{
    [Range(0, 1)]
    public double Gamma { get; init; } = 1;

    [Reward]
    private Real StepReward(Segment k) => k.Outcome + (k.IsLast ? 0 : Gamma * k.Next.Potential) - k.Potential;
}
