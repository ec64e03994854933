// source: methods/11-perceptual-rewards.md, 'negated'
// range: (-inf, 0]
// bounded: no
// centred: n/a
// saturating: n/a
// monotone: distance down
// warns: PAR001, PAR005, PAR201
// because: bounded above by 0 only; σ → 0 blows up: floor it

namespace Paragon.Specimens.Cards;

[Objective("card-perceptual-step")]
public sealed partial record PerceptualStep
{
    [Reward]
    private static Real Shaped(Segment k) => -k.FeatureDistance / k.FeatureDeviation;
}
