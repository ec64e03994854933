// source: methods/38-vlm-rl.md, speed reward times factors
// range: [-9, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: no
// warns: PAR006
// because: a negative speed reward times small factors is less negative: driving off-centre dilutes the penalty for speeding (the card: sign trap, flag)

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-driving-product")]
public sealed partial record DrivingProduct
{
    [Range(20, 100)]
    public double TargetSpeed { get; init; } = 20;

    [Reward]
    private Real Shaped(Segment k) => (1 - Abs(k.Speed - k.WantedSpeed) / TargetSpeed) * Max(1 - k.OffCentre, 0);
}
