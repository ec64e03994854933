namespace Paragon.Algorithms;

/// <summary>
/// Mean 0 and variance 1 over all tokens of the batch, as verl's <c>masked_whiten</c>: the variance is unbiased, 1e-8 is
/// added to it and to each count. One token alone has no variance: that is an error.
/// </summary>
internal static class Whitening
{
    /// <param name="b">The batch.</param>
    /// <param name="own">Value of the token that is whitened.</param>
    /// <param name="value">The value of any token.</param>
    public static Real Of(Batch b, Real own, Func<Token, Real> value) =>
        (own - Mean(b, value)) / Sqrt(Variance(b, value) + Verl.Epsilon);

    public static Real Mean(Batch b, Func<Token, Real> value) => b.Tokens.Sum(value) / (b.Tokens.Count() + Verl.Epsilon);

    // verl's deviation is from S / (n + 1e-8) and not from S / n: a difference of second order in 1e-8, below rounding.
    public static Real Variance(Batch b, Func<Token, Real> value) =>
        b.Tokens.SampleVariance(value) * b.Tokens.Count() / (b.Tokens.Count() + Verl.Epsilon);
}
