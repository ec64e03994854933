namespace Paragon.Training;

/// <summary>
/// The derivative of a utility U by the weight μ of a mixed loss, one step ahead: for θ' = θ - η ∇((1 - μ) L_1 + μ L_2) it is
/// dU(θ')/dμ = -η ∇U(θ') · (∇L_2 - ∇L_1).
/// </summary>
/// <remarks>
/// Exact with ∇U at θ'; with ∇U at θ, as AMFT has it, up to O(η²). Positive where moving toward the second loss raises the
/// utility. It does not change when a constant is added to U.
/// </remarks>
public static class MetaGradient
{
    /// <summary>The derivative, from gradients by the parameters.</summary>
    /// <param name="rate">η: learning rate of the parameters.</param>
    /// <param name="utility">∇U.</param>
    /// <param name="first">∇L_1: what (1 - μ) weighs.</param>
    /// <param name="second">∇L_2: what μ weighs.</param>
    /// <exception cref="ArgumentException">The gradients differ in length.</exception>
    public static double Of(double rate, ReadOnlySpan<double> utility, ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (utility.Length != first.Length || utility.Length != second.Length)
        {
            throw new ArgumentException($"The gradients have {utility.Length}, {first.Length} and {second.Length} entries; they must have as many.", nameof(utility));
        }

        double product = 0;
        for (int i = 0; i < utility.Length; i++)
        {
            product += utility[i] * (second[i] - first[i]);
        }

        return -rate * product;
    }
}
