namespace Paragon.Algorithms;

/// <summary>Numbers that verl's code adds or clamps with, which show in published results.</summary>
internal static class Verl
{
    /// <summary>Added to the count in every masked mean.</summary>
    public const double Epsilon = 1e-8;

    /// <summary>Bound on a log-ratio before it is exponentiated.</summary>
    public const double LargestLogRatio = 20;
}
