// source: methods/12-seq2seq-rm.md, reward extraction
// range: [-1, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: agreement up
// warns: none
// because: {-s, 0, s} for each token

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-seq2seq-token")]
public sealed partial record Seq2SeqToken
{
    [Range(0, 1)]
    public double Positive { get; init; } = 1;

    [Range(0, 1)]
    public double Negative { get; init; } = 1;

    [Reward]
    private Real TokenReward(Token t) => t.Agrees ? Positive : t.Follows ? 0 : -Negative;
}
