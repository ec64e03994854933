using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace Paragon.Algorithms;

/// <summary>
/// Soft overlong punishment (DAPO, Yu et al. 2025, eq. 13): a completion that comes within the buffer of the longest
/// length loses reward in proportion.
/// </summary>
[SuppressMessage("Paragon.RewardDesign", "PAR001", Justification = "verl's penalty as published has no lower clamp; it is harmless only where no answer is longer than the maximum. The other flavour stops at -1.")]
[SuppressMessage("Paragon.RewardDesign", "PAR005", Justification = "verl's penalty as published has no lower clamp; it is harmless only where no answer is longer than the maximum. The other flavour stops at -1.")]
[Objective("overlong-penalty", Source = "Yu et al. 2025, arXiv:2503.14476, eq. 13")]
public sealed partial record OverlongPenalty
{
    /// <summary>Whose form: TRL stops at -1, verl goes on and has a factor.</summary>
    public OverlongFlavour Flavour { get; init; } = OverlongFlavour.Trl;

    /// <summary>Longest length, in tokens.</summary>
    [Range(1, double.PositiveInfinity)]
    public double MaxLength { get; init; } = 20480;

    /// <summary>Length of the buffer before the longest length, in tokens.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Buffer { get; init; } = 4096;

    /// <summary>Penalty at the longest length (verl's only).</summary>
    [Range(0, double.PositiveInfinity)]
    public double Factor { get; init; } = 1;

    [Reward]
    private Real Penalized(Completion y) =>
        y.Reward + (Flavour == OverlongFlavour.Trl ? Overlong.Trl(y, MaxLength, Buffer) : Overlong.Verl(y, MaxLength, Buffer, Factor));
}

/// <summary>Whose form of the overlong penalty.</summary>
public enum OverlongFlavour
{
    /// <summary>At least -1.</summary>
    Trl,

    /// <summary>Times a factor, without a floor.</summary>
    Verl,
}
