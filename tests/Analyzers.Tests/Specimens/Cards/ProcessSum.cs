// source: methods/24-clip-delta.md, 'none' (PR), on the model's logits
// range: (-inf, inf)
// bounded: no
// centred: no
// saturating: no
// monotone: logits up, accuracy up
// warns: PAR001, PAR002, PAR003, PAR008
// because: the sum grows with the number of steps: hackable by repeating a good one

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-process-sum")]
public sealed partial record ProcessSum
{
    [Range(0.1, 1)]
    public double Alpha { get; init; } = 1;

    [Reward]
    private Real Shaped(Completion y) => y.Accuracy + Alpha * y.Segments.Sum(k => k.ProcessLogit);
}
