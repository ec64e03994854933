// source: verl reward_manager/dapo.py and NeMo-RL reward_functions.py (field.md, 'Overlong penalty'); methods/00-reward-library.md, 'soft_overlong_scaled'
// range: (-inf, 1]
// bounded: no
// centred: n/a
// saturating: n/a
// monotone: accuracy up, tokens down
// warns: PAR001, PAR005
// because: length 3000, cap 2000, buffer 500: -1 in TRL and OpenRLHF, -3 here

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Bugs;

[Objective("bug-overlong-without-floor")]
public sealed partial record OverlongWithoutFloor
{
    [Range(1, 1000000)]
    public double MaxLength { get; init; } = 2000;

    [Range(1, 1000000)]
    public double Buffer { get; init; } = 500;

    [Range(0, 10)]
    public double Factor { get; init; } = 1;

    [Reward]
    private Real Shaped(Completion y) => y.Accuracy + Min(-(y.Tokens.Count() - (MaxLength - Buffer)) / Buffer * Factor, 0);
}
