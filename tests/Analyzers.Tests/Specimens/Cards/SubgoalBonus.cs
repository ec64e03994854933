// source: methods/31-calm.md, r + c Σ β_o
// range: [0, 11]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: outcome up, subgoals up
// warns: none
// because: several subgoals may end at once, and they add; ten at most are declared

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-subgoal-bonus")]
public sealed partial record SubgoalBonus
{
    [Range(0, 1)]
    public double Bonus { get; init; } = 1;

    [Reward]
    private Real Shaped(Segment k) => k.Outcome + Bonus * k.Subgoals;
}
