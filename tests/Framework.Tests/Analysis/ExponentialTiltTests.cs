using CsCheck;
using Paragon.Analysis;

namespace Paragon.Framework.Tests.Analysis;

/// <summary>The exact optimum of RL with a KL penalty, for any reference policy and reward over a few outcomes.</summary>
public sealed class ExponentialTiltTests
{
    private static readonly Gen<double[]> _policies = Gen.Double[0.02, 1].Array[6].Select(weights => weights.Select(weight => weight / weights.Sum()).ToArray());

    private static readonly Gen<double[]> _rewards = Gen.Double[-2, 2].Array[6];

    /// <summary>KL(φ ‖ φ_λ) = KL(φ ‖ p) - λ E_φ r + log Z for every φ: nearly optimal is nearly the optimum.</summary>
    [Fact]
    public void Every_policy_is_as_far_from_the_optimum_as_it_is_worse() => Gen.Select(_policies, _policies, _rewards, Gen.Double[0, 5]).Check(
        (p, other, reward, lambda) =>
        {
            TiltedPolicy tilted = new ExponentialTilt(p, reward).At(lambda);
            Agree(
                Distributions.KullbackLeibler(other, p) - (lambda * Distributions.Mean(other, reward)) + tilted.LogPartition,
                Distributions.KullbackLeibler(other, [.. tilted.Policy]));
        },
        iter: 100);

    [Fact]
    public void The_optimum_spends_its_budget_and_no_policy_within_it_has_more_reward() => Gen.Select(_policies, _policies, _rewards, Gen.Double[0.01, 1]).Check(
        (p, other, reward, budget) =>
        {
            ExponentialTilt tilt = new(p, reward);
            TiltedPolicy optimum = tilt.Optimum(budget);
            Agree(Math.Min(budget, tilt.LargestKl), optimum.Kl);
            Assert.True(Distributions.KullbackLeibler(other, p) > budget || Distributions.Mean(other, reward) <= optimum.MeanReward + 1e-9);
        },
        iter: 200);

    [Fact]
    public void A_shift_of_the_reward_changes_no_policy_and_a_scale_divides_lambda() => Gen.Select(_policies, _rewards, Gen.Double[0.05, 0.5], Gen.Double[0.5, 4]).Check(
        (p, reward, budget, scale) =>
        {
            // Rewards that hardly differ, or a budget that only an infinite λ spends, say nothing about λ.
            ExponentialTilt tilt = new(p, [.. reward.Select((r, i) => r + i)]);
            double spent = Math.Min(budget, tilt.LargestKl / 2);
            TiltedPolicy own = tilt.Optimum(spent);
            TiltedPolicy moved = new ExponentialTilt(p, [.. reward.Select((r, i) => (scale * (r + i)) + 3)]).Optimum(spent);
            Assert.All(own.Policy.Zip(moved.Policy), pair => Agree(pair.First, pair.Second, 1e-8));
            Agree(own.Lambda / scale, moved.Lambda, 1e-8);
        },
        iter: 100);

    [Fact]
    public void A_bounded_reward_raises_no_outcome_by_more_than_its_width() => Gen.Select(_policies, _rewards, Gen.Double[0, 5]).Check(
        (p, reward, lambda) =>
        {
            double most = Math.Exp(lambda * (reward.Max() - reward.Min())) * (1 + 1e-12);
            Assert.All(new ExponentialTilt(p, reward).At(lambda).Policy.Zip(p), pair => Assert.InRange(pair.First / pair.Second, 1 / most, most));
        },
        iter: 100);

    [Fact]
    public void Without_a_budget_the_policy_is_the_reference_and_with_enough_only_the_best_outcomes_are_left()
    {
        ExponentialTilt tilt = new([0.2, 0.3, 0.4, 0.1], [1, 2, 2, -1]);
        Assert.Equal([0.2, 0.3, 0.4, 0.1], tilt.Optimum(0).Policy.Select(p => Math.Round(p, 12)));
        TiltedPolicy all = tilt.Optimum(tilt.LargestKl);
        Assert.Equal(double.PositiveInfinity, all.Lambda);
        Assert.Equal([0, 3 / 7.0, 4 / 7.0, 0], all.Policy.Select(p => Math.Round(p, 15)), new Near());
        Agree(-Math.Log(0.7), all.Kl);
    }

    [Theory]
    [InlineData(-1.5)]
    [InlineData(0.0)]
    [InlineData(1.2)]
    public void A_policy_of_a_mean_reward_has_it(double mean) => Agree(mean, new ExponentialTilt([0.2, 0.3, 0.4, 0.1], [1, 2, 0.5, -2]).WithMean(mean).MeanReward);

    [Fact]
    public void What_is_no_distribution_or_no_reward_is_refused()
    {
        Assert.Contains("add up to 0.9", Assert.Throws<ArgumentException>(() => new ExponentialTilt([0.5, 0.4], [1, 2])).Message, StringComparison.Ordinal);
        Assert.Contains("Outcome 1 has probability 0", Assert.Throws<ArgumentException>(() => new ExponentialTilt([1, 0], [1, 2])).Message, StringComparison.Ordinal);
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => new ExponentialTilt([0.5, 0.5], [1, double.NaN])).Message, StringComparison.Ordinal);
        Assert.Contains("at least 0", Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialTilt([0.5, 0.5], [1, 2]).Optimum(-1)).Message, StringComparison.Ordinal);
        Assert.Contains("[1, 2]", Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialTilt([0.5, 0.5], [1, 2]).WithMean(3)).Message, StringComparison.Ordinal);
    }

    private static void Agree(double expected, double actual, double tolerance = 1e-9) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * (1 + Math.Abs(expected)), $"Expected {expected:R}, found {actual:R}.");

    private sealed class Near : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) < 1e-12;

        public int GetHashCode(double value) => 0;
    }
}
