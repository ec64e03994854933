// source: methods/42-par.md, 'clip'
// range: (-inf, inf)
// bounded: no
// centred: no
// saturating: no
// monotone: no
// warns: PAR001, PAR002, PAR003
// because: clamp(r, μ - s, μ + s) is bounded per state only: its interval follows the policy upward

namespace Paragon.Specimens.Par;

[Objective("par-clip")]
public sealed partial record Clip
{
    [Reward]
    private static Real Shaped(Completion y)
    {
        var mean = RunningState.Mean(y);
        var std = RunningState.Std(y);
        return Clamp(y.Score, mean - std, mean + std);
    }
}
