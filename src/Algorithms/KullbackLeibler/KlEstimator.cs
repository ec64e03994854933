namespace Paragon.Algorithms;

/// <summary>Which estimate of the KL divergence is used; see <see cref="KlEstimators"/>.</summary>
public enum KlEstimator
{
    /// <summary>d = log π - log π_ref.</summary>
    K1,

    /// <summary>|d|.</summary>
    Absolute,

    /// <summary>d² / 2.</summary>
    K2,

    /// <summary>e^-d + d - 1, without clamps: TRL's.</summary>
    K3,

    /// <summary>k3 with verl's clamps: -d in [-20, 20], the result in [-10, 10].</summary>
    K3Clamped,

    /// <summary>Value of k1, gradient of k2: verl's <c>k1+</c>.</summary>
    K1StraightThrough,

    /// <summary>Value of verl's k3, gradient of k2: verl's <c>k3+</c>.</summary>
    K3StraightThrough,
}
