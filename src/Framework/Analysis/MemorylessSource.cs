namespace Paragon.Analysis;

/// <summary>
/// Sequences of independent tokens with a reward that adds up over them, r(y) = log q(y): every quantity of the tilted policy
/// is that of one token (Yang et al. 2024, arXiv:2404.01730, section on memoryless sources).
/// </summary>
/// <remarks>Any reward per token is of this form up to scale and a constant. Per token; a sequence of m tokens has m times the KL and the mean.</remarks>
public sealed class MemorylessSource
{
    private readonly ExponentialTilt _tilt;
    private readonly double[] _q;
    private readonly double[] _rewards;

    /// <summary>A source.</summary>
    /// <param name="p">Probability of each token under the reference policy; positive, adding up to 1.</param>
    /// <param name="q">The alignment distribution over the tokens; positive, adding up to 1.</param>
    /// <exception cref="ArgumentException">A number is outside its range.</exception>
    public MemorylessSource(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
    {
        _q = Distributions.RequirePositive(q);
        _rewards = [.. _q.Select(probability => Math.Log(probability))];
        _tilt = new ExponentialTilt(p, _rewards);
    }

    /// <summary>The tilted policy's distribution of one token.</summary>
    /// <param name="lambda">λ.</param>
    public TiltedPolicy At(double lambda) => _tilt.At(lambda);

    /// <summary>Scaled cumulant (1/(ρ m)) log E exp(ρ Σ r) = (Λ(λ + ρ) - Λ(λ)) / ρ, of any m; at ρ = 0 the mean reward. It is -H_(1+ρ)(φ_λ ‖ q).</summary>
    /// <param name="lambda">λ of the policy.</param>
    /// <param name="order">ρ.</param>
    public double ScaledCumulant(double lambda, double order) =>
        order == 0 ? At(lambda).MeanReward : (At(lambda + order).LogPartition - At(lambda).LogPartition) / order;

    /// <summary>Rényi cross-entropy H_t(φ_λ ‖ q).</summary>
    /// <param name="lambda">λ of the policy.</param>
    /// <param name="order">t.</param>
    public double RenyiCrossEntropy(double lambda, double order) => Distributions.RenyiCrossEntropy([.. At(lambda).Policy], _q, order);

    /// <summary>
    /// I(x): under φ_λ the probability that the mean reward of m tokens is near x falls as e^(-m I(x)). It is the KL from φ_λ of
    /// the tilted policy whose mean reward is x; 0 at the mean, infinite outside the rewards.
    /// </summary>
    /// <param name="lambda">λ of the policy; finite.</param>
    /// <param name="x">Mean reward per token.</param>
    public double Rate(double lambda, double x) => x < _rewards.Min() || x > _rewards.Max()
        ? double.PositiveInfinity
        : Distributions.KullbackLeibler([.. _tilt.WithMean(x).Policy], [.. At(lambda).Policy]);
}
