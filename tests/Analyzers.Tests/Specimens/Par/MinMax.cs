// source: methods/42-par.md, 'minmax'
// range: [0, 1]
// bounded: yes
// centred: no
// saturating: no
// monotone: score up
// warns: PAR002, PAR003
// because: (r - lo)/(hi - lo) of all rewards so far is in [0, 1] and linear; the state does not move with the scores

namespace Paragon.Specimens.Par;

[Objective("par-minmax")]
public sealed partial record MinMax
{
    [Reward]
    private static Real Shaped(Completion y)
    {
        var low = Min(y.SeenLow, y.Batch.Completions.Min(o => o.Score));
        var high = Max(y.SeenHigh, y.Batch.Completions.Max(o => o.Score));
        return high == low ? 0 : (y.Score - low) / (high - low);
    }
}
