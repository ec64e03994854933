using System.Globalization;
using Paragon.Formulas;

namespace Paragon.Analysis;

/// <summary>
/// The policy that draws N completions and keeps the best, ties broken uniformly among those drawn, exactly:
/// π_N(y) = (p(y) / p_v) (F(v)^N - F⁻(v)^N) for an outcome of reward v (Yang et al. 2024, arXiv:2404.01730).
/// </summary>
/// <param name="Policy">Probability of each outcome.</param>
/// <param name="Reward">Its mean reward.</param>
/// <param name="Kl">KL(π_N ‖ p), in nats.</param>
/// <param name="KlBound">log N - (N - 1)/N: at least the KL, equal only where no two outcomes tie and none has mass (Beirami et al. 2024).</param>
/// <param name="WinRate">Probability that its outcome has more reward than one of p, ties counted ½; at most N/(N + 1).</param>
/// <remarks>It sees ranks only: a rising function of the reward changes nothing.</remarks>
public sealed record BestOfNPolicy(IReadOnlyList<double> Policy, double Reward, double Kl, double KlBound, double WinRate)
{
    /// <summary>The policy of one N.</summary>
    /// <param name="p">Probability of each outcome under the policy that is drawn from; positive, adding up to 1.</param>
    /// <param name="reward">Reward of each outcome; finite.</param>
    /// <param name="draws">N, at least 1; need not be whole.</param>
    /// <exception cref="ArgumentException">A number is outside its range.</exception>
    public static BestOfNPolicy Of(ReadOnlySpan<double> p, ReadOnlySpan<double> reward, double draws)
    {
        double[] probabilities = Distributions.RequirePositive(p);
        double[] rewards = Distributions.RequireValues(p, reward);
        if (!(draws >= 1) || double.IsInfinity(draws))
        {
            throw new ArgumentOutOfRangeException(nameof(draws), draws, string.Create(CultureInfo.InvariantCulture, $"N is {draws}; it must be at least 1, and finite."));
        }

        double[] policy = new double[probabilities.Length];
        int[][] levels = [.. Enumerable.Range(0, rewards.Length).GroupBy(i => rewards[i]).OrderBy(level => level.Key).Select(level => level.ToArray())];
        double[] masses = [.. levels.Select(level => level.Sum(i => probabilities[i]))];
        double[] below = Before(masses);

        // Added up from the top: of many draws what decides is a tail far below the rounding of 1.
        double[] above = [.. Before([.. masses.Reverse()]).Reverse()];
        double winRate = 0;
        for (int level = 0; level < levels.Length; level++)
        {
            double ofLevel = Power(below[level] + masses[level], above[level], draws) - Power(below[level], above[level] + masses[level], draws);
            foreach (int i in levels[level])
            {
                policy[i] = probabilities[i] / masses[level] * ofLevel;
            }

            winRate += ofLevel * (below[level] + (masses[level] / 2));
        }

        return new BestOfNPolicy(
            policy, Distributions.Mean(policy, rewards), Distributions.KullbackLeibler(policy, probabilities), Math.Log(draws) - ((draws - 1) / draws), winRate);
    }

    /// <summary>The sum of those before each.</summary>
    private static double[] Before(double[] masses)
    {
        double[] sums = new double[masses.Length];
        for (int i = 1; i < masses.Length; i++)
        {
            sums[i] = sums[i - 1] + masses[i - 1];
        }

        return sums;
    }

    /// <summary>F^N from F and 1 - F, of which the smaller is the more exact.</summary>
    private static double Power(double atMost, double more, double draws) =>
        more < 0.5 ? Math.Exp(draws * ScalarFunctions.LogOnePlus(-more)) : atMost <= 0 ? 0 : Math.Pow(atMost, draws);
}
