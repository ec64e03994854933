// source: methods/38-vlm-rl.md, CLG reward
// range: [0, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: danger down
// warns: none
// because: 1 - clip(z, 0, 0.03)/0.03: saturates as soon as the positive sentence scores as high

namespace Paragon.Specimens.Cards;

[Objective("card-contrasting-language-goal")]
public sealed partial record ContrastingLanguageGoal
{
    [Reward]
    private static Real Shaped(Segment k) => 1 - Clamp(k.Danger, 0, 0.03) / 0.03;
}
