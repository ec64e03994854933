using System.ComponentModel.DataAnnotations;

namespace Paragon.Framework.Tests.Options;

internal enum Shape { Linear, FarAway }

/// <summary>An option of every kind (Somebody 2020).</summary>
[Objective("sample")]
internal sealed partial record Sample
{
    /// <summary>Strength.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.1;

    /// <summary>Clip.</summary>
    [Range(0, 1)]
    public double ClipLow { get; init; } = 0.2;

    /// <summary>How many.</summary>
    [Range(1, 64)]
    public int Count { get; init; } = 4;

    /// <summary>Whether.</summary>
    public bool Average { get; init; }

    /// <summary>Which.</summary>
    public Shape Shape { get; init; } = Shape.FarAway;

    /// <summary>What.</summary>
    public string Label { get; init; } = "none";

    /// <summary>Perhaps what.</summary>
    public string? Note { get; init; }

    /// <summary>Cap; none by default.</summary>
    [Range(1, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Cap { get; init; } = double.PositiveInfinity;
}

/// <summary>Read in the environment by one test only.</summary>
[Objective("from-environment")]
internal sealed partial record FromEnvironment
{
    /// <summary>Strength.</summary>
    [Range(0, 1)]
    public double ClipLow { get; init; } = 0.5;
}

/// <summary>Its default is not allowed.</summary>
[Objective("wrong-default")]
internal sealed partial record WrongDefault
{
    /// <summary>Strength.</summary>
    [Range(0, 1)]
    public double Beta { get; init; } = 2;
}
