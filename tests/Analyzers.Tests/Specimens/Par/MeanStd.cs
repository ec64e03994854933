// source: methods/42-par.md, 'meanstd'
// range: (-inf, inf)
// bounded: no
// centred: no
// saturating: no
// monotone: no
// warns: PAR001, PAR002, PAR003
// because: (r - μ)/s with a running state: unbounded over all states, and the state does not move with the scores. The card calls it linear and increasing at a fixed state; the state contains r itself

namespace Paragon.Specimens.Par;

[Objective("par-meanstd")]
public sealed partial record MeanStd
{
    [Reward]
    private static Real Shaped(Completion y)
    {
        var std = RunningState.Std(y);
        return (y.Score - RunningState.Mean(y)) / (std == 0 ? 1 : std);
    }
}
