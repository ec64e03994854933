// source: methods/29-prime.md, batch_norm
// range: (-2, 2)
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: no
// warns: none
// because: divided by the largest |sum from any token on|. The card says that this bounds suffix sums, not tokens; a token is the difference of two, so it is within 2

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-implicit-process-normalized")]
public sealed partial record ImplicitProcessNormalized
{
    [Range(0, 10)]
    public double Beta { get; init; } = 0.05;

    [Reward]
    private Real TokenReward(Token t) => Implicit(t) / (t.Batch.Tokens.Max(u => Abs(u.AndAfter.Sum(Implicit))) + 1e-6);

    private Real Implicit(Token t) => Beta * (t.PrmLogProb - t.RefLogProb);
}
