// source: issue 3: rewards that cannot be followed
// range: (-inf, inf)
// bounded: no
// centred: n/a
// saturating: n/a
// monotone: no
// warns: none
// because: the formula language refuses the call (PAR102), and says nothing else

namespace Paragon.Specimens.Opaque;

[Objective("opaque-calls-code")]
public sealed partial record CallsCode
{
    [Reward]
    private static Real Shaped(Completion y) => y.Quality * Random.Shared.NextDouble();
}
