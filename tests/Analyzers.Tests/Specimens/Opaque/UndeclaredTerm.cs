// source: issue 3: rewards that cannot be followed
// range: (-inf, inf)
// bounded: no
// centred: yes
// saturating: yes
// monotone: score up, quality up
// warns: PAR004
// because: the learned term is PAR; only the other one is unknown

namespace Paragon.Specimens.Opaque;

[Objective("opaque-undeclared-term")]
public sealed partial record UndeclaredTerm
{
    [Reward]
    private static Real Shaped(Completion y) => y.References.Mean(r => Sigmoid(y.Score - r.Score)) + 0.1 * y.Quality;
}
