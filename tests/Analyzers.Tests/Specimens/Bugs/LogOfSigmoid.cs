// source: methods/00-reward-modelling-baselines.md; design.md, section 10: log(sigmoid(-200)) is -inf in float32
// range: n/a
// bounded: n/a
// centred: n/a
// saturating: n/a
// monotone: no
// warns: PAR205
// because: the sigmoid is 0 in float32 below -104

namespace Paragon.Specimens.Bugs;

[Objective("bug-log-of-sigmoid")]
public sealed partial record LogOfSigmoid
{
    [Loss]
    private static Real Loss(Pair pair) => -Log(Sigmoid(pair.Chosen.Score - pair.Rejected.Score));
}
