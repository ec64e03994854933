namespace Paragon.Algorithms;

/// <summary>The generalised advantage estimate (Schulman et al. 2016, eq. 16), shared by the methods with a value head.</summary>
internal static class GeneralizedAdvantage
{
    /// <summary>Σ_k (γλ)^k δ_{t+k}. Observation tokens of tools are not in the batch, so they are no states.</summary>
    /// <param name="t">The token.</param>
    /// <param name="discount">γ.</param>
    /// <param name="decay">λ, the same for all tokens of a completion.</param>
    public static Real Of(Token t, Real discount, Real decay) => Of(t, discount, decay, TotalReward.At);

    /// <inheritdoc cref="Of(Token, Real, Real)"/>
    /// <param name="t">The token.</param>
    /// <param name="discount">γ.</param>
    /// <param name="decay">λ.</param>
    /// <param name="reward">Reward received with a token.</param>
    public static Real Of(Token t, Real discount, Real decay, Func<Token, Real> reward) =>
        t.AndAfter.Discounted(discount * decay, u => reward(u) + (u.IsLast ? 0 : discount * u.Next.OldValue) - u.OldValue);
}
