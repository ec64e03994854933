// source: methods/53-lucy-skg.md, shaping with a negative slope
// range: [-0.9, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: potential down
// warns: PAR011
// because: γΦ' - Φ with its negative part scaled breaks the potential form: cycles have positive net reward

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-potential-negative-slope")]
public sealed partial record PotentialNegativeSlope
{
    [Range(0, 1)]
    public double Gamma { get; init; } = 0.99;

    [Range(0.1, 0.9)]
    public double NegativeSlope { get; init; } = 0.5;

    [Reward]
    private Real StepReward(Segment k)
    {
        var gain = (k.IsLast ? 0 : Gamma * k.Next.Potential) - k.Potential;
        return gain < 0 ? NegativeSlope * gain : gain;
    }
}
