// source: methods/42-par.md, 'LSC'
// range: (-inf, 0)
// bounded: no
// centred: yes
// saturating: no
// monotone: score up
// warns: PAR001, PAR003
// because: log σ(r - q) falls without bound, and its slope is largest at -∞

namespace Paragon.Specimens.Par;

[Objective("par-lsc")]
public sealed partial record Lsc
{
    // Φ⁻¹(0.85)
    private const double Quantile = 1.0364333894937898;

    [Reward]
    private static Real Shaped(Completion y)
    {
        var std = y.References.Count() < 2 ? 0 : y.References.SampleStd(r => r.Score);
        return LogSigmoid(y.Score - (y.References.Mean(r => r.Score) + Quantile * (std + 1e-5)));
    }
}
