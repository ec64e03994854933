using System.Globalization;

namespace Paragon.Analysis;

/// <summary>
/// The policies φ_λ(y) = p(y) e^(λ r(y)) / Z(λ): for a reference policy p and a reward r over finitely many outcomes they are
/// what every KL-regularised method should converge to, with λ = 1/β (Yang et al. 2024, arXiv:2404.01730).
/// </summary>
/// <remarks>
/// A bounded reward r in [a, b] raises no outcome's probability by more than the factor e^(λ(b - a)). Adding a constant to the
/// reward changes no policy; multiplying it by s divides λ by s. For every policy φ the identity
/// KL(φ ‖ φ_λ) = KL(φ ‖ p) - λ E_φ r + log Z(λ) holds: what is nearly optimal is nearly φ_λ.
/// </remarks>
public sealed class ExponentialTilt
{
    private readonly double[] _p;
    private readonly double[] _reward;
    private readonly double _largest;
    private readonly double _smallest;

    /// <summary>The family of a reference policy and a reward.</summary>
    /// <param name="p">Probability of each outcome under the reference policy; positive, adding up to 1.</param>
    /// <param name="reward">Reward of each outcome; finite.</param>
    /// <exception cref="ArgumentException">A number is outside its range.</exception>
    public ExponentialTilt(ReadOnlySpan<double> p, ReadOnlySpan<double> reward)
    {
        _p = Distributions.RequirePositive(p);
        _reward = Distributions.RequireValues(p, reward);
        (_smallest, _largest) = (_reward.Min(), _reward.Max());
    }

    /// <summary>KL of the policy that is p restricted to the outcomes of largest reward: more than that is of no use. λ to infinity.</summary>
    public double LargestKl => -Math.Log(MassAt(_largest));

    /// <summary>The policy of one λ; negative ones prefer small rewards, infinite ones take the largest or smallest alone.</summary>
    /// <param name="lambda">λ; not NaN.</param>
    public TiltedPolicy At(double lambda)
    {
        if (double.IsNaN(lambda))
        {
            throw new ArgumentOutOfRangeException(nameof(lambda), lambda, "λ is NaN; it must be a number, or an infinity.");
        }

        return double.IsInfinity(lambda) ? Restricted(lambda, lambda > 0 ? _largest : _smallest) : Finite(lambda);
    }

    /// <summary>The policy of largest mean reward among those with KL(φ ‖ p) at most a budget: the one λ ≥ 0 whose KL is the budget.</summary>
    /// <param name="budget">Largest divergence from p, in nats; at least 0. From <see cref="LargestKl"/> on λ is infinite.</param>
    public TiltedPolicy Optimum(double budget) =>
        !(budget >= 0) ? throw new ArgumentOutOfRangeException(nameof(budget), budget, string.Create(CultureInfo.InvariantCulture, $"The KL budget is {budget}; it must be at least 0."))
        : budget == 0 ? At(0)
        : budget >= LargestKl ? At(double.PositiveInfinity)
        : At(Root(lambda => Finite(lambda).Kl - budget, 0));

    /// <summary>The policy whose mean reward is a given one.</summary>
    /// <param name="meanReward">A number between the smallest and the largest reward, ends included.</param>
    public TiltedPolicy WithMean(double meanReward) =>
        !(meanReward >= _smallest && meanReward <= _largest) ? throw new ArgumentOutOfRangeException(nameof(meanReward), meanReward, string.Create(CultureInfo.InvariantCulture, $"No policy has the mean reward {meanReward}: rewards lie in [{_smallest}, {_largest}]."))
        : meanReward == _largest ? At(double.PositiveInfinity)
        : meanReward == _smallest ? At(double.NegativeInfinity)
        : At(meanReward >= Finite(0).MeanReward ? Root(lambda => Finite(lambda).MeanReward - meanReward, 0) : -Root(lambda => meanReward - Finite(-lambda).MeanReward, 0));

    private TiltedPolicy Finite(double lambda)
    {
        double[] exponents = [.. _reward.Select(r => lambda * r)];
        double shift = exponents.Max();
        double[] weights = [.. _p.Zip(exponents, (p, exponent) => p * Math.Exp(exponent - shift))];
        double sum = weights.Sum();
        double[] policy = [.. weights.Select(weight => weight / sum)];

        // KL = λ E r - log Z with both shifted alike: they may be large where their difference is not.
        double kl = policy.Zip(exponents, (probability, exponent) => probability * (exponent - shift)).Sum() - Math.Log(sum);
        return new TiltedPolicy(lambda, policy, shift + Math.Log(sum), Distributions.Mean(policy, _reward), Math.Max(0, kl));
    }

    private TiltedPolicy Restricted(double lambda, double level)
    {
        double mass = MassAt(level);
        return new TiltedPolicy(lambda, [.. _p.Zip(_reward, (p, r) => r == level ? p / mass : 0)], level == 0 ? Math.Log(mass) : lambda * level, level, -Math.Log(mass));
    }

    private double MassAt(double level) => _p.Where((_, i) => _reward[i] == level).Sum();

    /// <summary>Where a function that rises from at most 0 crosses 0, on x ≥ 0, to the last bit.</summary>
    private static double Root(Func<double, double> rising, double low)
    {
        double high = 1;
        while (rising(high) < 0 && double.IsFinite(high))
        {
            (low, high) = (high, 2 * high);
        }

        for (double middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2)
        {
            (low, high) = rising(middle) < 0 ? (middle, high) : (low, middle);
        }

        return high;
    }
}

/// <summary>One policy of an <see cref="ExponentialTilt"/>.</summary>
/// <param name="Lambda">λ.</param>
/// <param name="Policy">Probability of each outcome.</param>
/// <param name="LogPartition">Λ(λ) = log Z(λ); infinite where λ is, but for a reward of 0.</param>
/// <param name="MeanReward">E r = Λ'(λ).</param>
/// <param name="Kl">KL(φ_λ ‖ p) = λ Λ'(λ) - Λ(λ), in nats.</param>
public sealed record TiltedPolicy(double Lambda, IReadOnlyList<double> Policy, double LogPartition, double MeanReward, double Kl);
