// source: methods/03-rrpo.md, implicit reward
// range: (-inf, inf)
// bounded: no
// centred: n/a
// saturating: n/a
// monotone: log-probability up
// warns: PAR001
// because: β Σ of the differing phrases' log-ratios: unbounded, and sensitive to the length of the phrases

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-phrase-margin")]
public sealed partial record PhraseMargin
{
    [Range(0, 10)]
    public double Beta { get; init; } = 0.1;

    [Reward]
    private Real Implicit(Completion y) => Beta * y.Tokens.Where(t => t.InPhrase).Sum(t => t.PrmLogProb - t.RefLogProb);
}
