// source: methods/29-prime.md and methods/36-implicit-prm.md, token reward
// range: (-inf, inf)
// bounded: no
// centred: n/a
// saturating: n/a
// monotone: log-probability up
// warns: PAR001
// because: β (log π_φ - log π_ref) is unbounded

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-implicit-process")]
public sealed partial record ImplicitProcess
{
    [Range(0, 10)]
    public double Beta { get; init; } = 0.05;

    [Reward]
    private Real TokenReward(Token t) => Beta * (t.PrmLogProb - t.RefLogProb);
}
