// source: methods/00-reward-library.md, 'soft_overlong' (DAPO eq. 13, TRL)
// range: [-1, 0]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: tokens down
// warns: none
// because: 0 inside the budget, linear over the cache, -1 above: flat at both ends

using System.ComponentModel.DataAnnotations;

namespace Paragon.Specimens.Library;

[Objective("library-soft-overlong")]
public sealed partial record SoftOverlong
{
    [Range(1, 1000000)]
    public double MaxLength { get; init; } = 20480;

    [Range(1, 1000000)]
    public double Cache { get; init; } = 4096;

    [Reward]
    private Real Shaped(Completion y)
    {
        var length = y.Tokens.Count();
        return length <= MaxLength - Cache ? 0 : length <= MaxLength ? (MaxLength - Cache - length) / Cache : -1;
    }
}
