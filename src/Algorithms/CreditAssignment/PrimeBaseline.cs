namespace Paragon.Algorithms;

/// <summary>What PRIME subtracts from the process reward of a token; μ is the mean of the process rewards of a response.</summary>
public enum PrimeBaseline
{
    /// <summary>r - the mean of the others' μ (paper).</summary>
    LeaveOneOut,

    /// <summary>r G / (G - 1) - Σ μ / (G - 1), the response's own μ among them (released code).</summary>
    Scaled,
}
