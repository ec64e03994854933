// source: issue 3: rewards that cannot be followed
// range: (-inf, inf)
// bounded: no
// centred: n/a
// saturating: n/a
// monotone: quality up
// warns: PAR004
// because: nothing is known of the feature; the range is asked for, and nothing else is said

namespace Paragon.Specimens.Opaque;

[Objective("opaque-undeclared-feature")]
public sealed partial record UndeclaredFeature
{
    [Reward]
    private static Real Shaped(Completion y) => y.Quality;
}
