// source: methods/22-barfi.md, alignment reward
// range: [-20, 30]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: offset up
// warns: PAR006
// because: φ1 + φ2 r_p + φ3 r_aux with free signs: sign flips of the auxiliary reward are reachable

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-blended-reward")]
public sealed partial record BlendedReward
{
    [Range(0, 10)]
    public double PrimaryWeight { get; init; } = 1;

    [Reward]
    private Real Shaped(Segment k) => k.Offset + PrimaryWeight * k.Outcome + k.AuxiliaryWeight * k.Judgement;
}
