// source: methods/57-toolrl.md, format, correctness and length
// range: [-2.998046875, 5]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: format up, match up, tokens up
// warns: none
// because: c_min + (c_max - c_min) S/S_max in [-3, 3], format in [0, 1], length min(1, L/512), at least one token

namespace Paragon.Specimens.Cards;

[Objective("card-tool-call")]
public sealed partial record ToolCall
{
    [Reward]
    private static Real Shaped(Completion y) => y.Format + (-3 + 6 * y.CallMatch) + Min(1, y.Tokens.Count() / 512);
}
