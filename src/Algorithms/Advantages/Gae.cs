using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// Generalised advantage estimation (Schulman et al. 2016): the advantage is whitened over the batch, the return is the
/// estimate before whitening plus the value.
/// </summary>
/// <remarks>verl's. TRL's PPO differs: see <see cref="GaeTrl"/>.</remarks>
[Objective("gae", Source = "Schulman et al. 2016, arXiv:1506.02438, eq. 16; verl compute_gae_advantage_return")]
public sealed partial record Gae
{
    /// <summary>γ: discount per token.</summary>
    [Range(0, 1)]
    public double Discount { get; init; } = 1;

    /// <summary>λ: 0 is the one-step temporal difference, 1 the return less the value. verl's default is 1, TRL's 0.95.</summary>
    [Range(0, 1)]
    public double Lambda { get; init; } = 1;

    [Advantage(Into = "raw_advantage")]
    private Real Raw(Token t) => GeneralizedAdvantage.Of(t, Discount, Lambda);

    [Advantage]
    private Real Advantage(Token t) => Whitening.Of(t.Batch, Raw(t), Raw);

    [Advantage(Into = "return")]
    private Real Return(Token t) => Raw(t) + t.OldValue;

    [Metric("advantage_mean")]
    private Real Mean(Batch b) => Whitening.Mean(b, Raw);

    [Metric("advantage_variance")]
    private Real Variance(Batch b) => Whitening.Variance(b, Raw);
}
