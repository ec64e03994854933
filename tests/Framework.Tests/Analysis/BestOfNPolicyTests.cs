using CsCheck;
using Paragon.Analysis;

namespace Paragon.Framework.Tests.Analysis;

/// <summary>The exact best-of-N policy, with ties.</summary>
public sealed class BestOfNPolicyTests
{
    private static readonly Gen<double[]> _policies = Gen.Double[0.02, 1].Array[4].Select(weights => weights.Select(weight => weight / weights.Sum()).ToArray());

    // Whole rewards of a small range: most samples have ties.
    private static readonly Gen<double[]> _rewards = Gen.Int[0, 2].Array[4].Select(rewards => rewards.Select(reward => (double)reward).ToArray());

    [Fact]
    public void It_is_what_drawing_every_list_of_N_gives() => Gen.Select(_policies, _rewards, Gen.Int[1, 4]).Check(
        (p, reward, draws) =>
        {
            double[] counted = new double[p.Length];
            foreach (int[] drawn in Lists(p.Length, draws))
            {
                double most = drawn.Max(y => reward[y]);
                int[] best = [.. drawn.Where(y => reward[y] == most)];
                foreach (int y in best)
                {
                    counted[y] += drawn.Aggregate(1.0, (product, z) => product * p[z]) / best.Length;
                }
            }

            Assert.All(BestOfNPolicy.Of(p, reward, draws).Policy.Zip(counted), pair => Agree(pair.Second, pair.First));
        },
        iter: 60);

    [Fact]
    public void Divergence_and_win_rate_keep_their_bounds() => Gen.Select(_policies, _rewards, Gen.Double[1, 60]).Check(
        (p, reward, draws) =>
        {
            BestOfNPolicy best = BestOfNPolicy.Of(p, reward, draws);
            Assert.True(best.Kl <= best.KlBound + 1e-12 && best.WinRate <= (draws / (draws + 1)) + 1e-12, best.ToString());
            Agree(1, best.Policy.Sum());
            double top = p.Where((_, y) => reward[y] == reward.Max()).Sum();
            Agree(1 - Math.Pow(Math.Max(0, 1 - top), draws), best.Policy.Where((_, y) => reward[y] == reward.Max()).Sum());
        },
        iter: 100);

    [Fact]
    public void It_sees_ranks_only() => Gen.Select(_policies, _rewards).Check(
        (p, reward) => Assert.Equal(BestOfNPolicy.Of(p, reward, 3).Policy, BestOfNPolicy.Of(p, [.. reward.Select(r => Math.Exp(2 * r))], 3).Policy),
        iter: 60);

    [Fact]
    public void Of_as_many_draws_as_an_outcome_is_rare_it_is_seen_with_probability_1_less_1_over_e() =>
        Agree(1 - Math.Exp(-1), BestOfNPolicy.Of([1, 1e-40], [0, 1], 1e40).Policy[1]);

    [Fact]
    public void Of_one_draw_it_is_the_policy_itself()
    {
        BestOfNPolicy best = BestOfNPolicy.Of([0.2, 0.3, 0.5], [1, 2, 1], 1);
        Assert.All(best.Policy.Zip([0.2, 0.3, 0.5]), pair => Agree(pair.Second, pair.First));
        Agree(0, best.Kl);
        Agree(0.5, best.WinRate);
    }

    private static IEnumerable<int[]> Lists(int size, int length) => length == 0 ? [[]]
        : Lists(size, length - 1).SelectMany(list => Enumerable.Range(0, size).Select(y => (int[])[.. list, y]));

    private static void Agree(double expected, double actual) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-9 * (1 + Math.Abs(expected)), $"Expected {expected:R}, found {actual:R}.");
}
