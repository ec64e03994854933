// source: methods/46-tp-grpo.md, thought rewards
// range: [-20000, 20000]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: no
// warns: none
// because: ±α acc when correct, else the group's standard score, at most (G - 1)/√G; whatever the group, the epsilon bounds it

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Cards;

[Objective("card-thought-reward")]
public sealed partial record ThoughtReward
{
    [Range(0, 1)]
    public double Alpha { get; init; } = 0.1;

    [Reward]
    private Real Shaped(Segment k)
    {
        var y = k.Completion;
        var group = y.Group.Completions;
        var standard = group.Count() < 2 ? 0 : (y.SignedOutcome - group.Mean(o => o.SignedOutcome)) / (group.SampleStd(o => o.SignedOutcome) + 1e-4);
        var share = Alpha * group.Mean(o => o.SignedOutcome > 0 ? 1 : 0);
        return k.IsLast ? 0 : y.SignedOutcome > 0 ? (k.IsRight ? share : -share) : (k.IsRight ? -standard : standard);
    }
}
