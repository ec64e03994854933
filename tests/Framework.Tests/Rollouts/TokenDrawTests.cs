using CsCheck;
using Paragon.Rollouts;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Framework.Tests.Rollouts;

public sealed class TokenDrawTests
{
    private static readonly Gen<double[]> Logits = Gen.Double[-4, 4].Array[1, 12];

    /// <summary>Without near-ties, which rounding would decide.</summary>
    private static readonly Gen<double[]> DistinctLogits = Gen.Int[-6, 6].HashSet[1, 12].Select(set => set.Select(value => value / 2.0).ToArray());

    [Fact]
    public void Evenly_spread_numbers_draw_each_token_as_often_as_its_probability() => Gen.Select(Logits, Gen.Double[0.3, 3]).Check(
        (logits, temperature) =>
        {
            const int count = 5000;
            int[] drawn = Draws(logits, count, new() { Temperature = temperature });
            double[] weights = [.. logits.Select(logit => Math.Exp(logit / temperature))];
            for (int id = 0; id < logits.Length; id++)
            {
                // Each token owns one stretch of [0, 1): its count is its probability to within one draw at each end.
                Assert.InRange(drawn.Count(d => d == id), (count * weights[id] / weights.Sum()) - 2, (count * weights[id] / weights.Sum()) + 2);
            }
        },
        iter: 20);

    [Fact]
    public void Top_k_draws_exactly_the_k_most_probable() => Gen.Select(DistinctLogits, Gen.Int[1, 14]).Check(
        (logits, k) => Drawn(logits, new() { TopK = k }).SetEquals(Ranked(logits).Take(k)), iter: 30);

    [Fact]
    public void Top_p_draws_exactly_the_smallest_set_that_reaches_p() => Gen.Select(DistinctLogits, Gen.Double[0.01, 0.999]).Check(
        (logits, p) =>
        {
            double total = logits.Sum(Math.Exp), reached = 0;
            HashSet<int> expected = [];
            foreach (int id in Ranked(logits))
            {
                if (reached >= p)
                {
                    break;
                }

                expected.Add(id);
                reached += Math.Exp(logits[id]) / total;
            }

            // The rarest token of all has a stretch above exp(-6) / 12 of the whole; the draws are dense enough to hit it.
            return Drawn(logits, new() { TopP = p }).SetEquals(expected);
        },
        iter: 30);

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.99999999999999988)]
    public void A_token_of_probability_zero_is_never_drawn_even_at_the_ends(double uniform)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor logits = tensor([float.NegativeInfinity, 0f, 0f, float.NegativeInfinity], 1, 4);
        (Tensor ids, Tensor logs) = TokenDraw.Draw(logits, tensor([uniform]), new());
        Assert.Equal(uniform == 0 ? 1 : 2, ids.item<long>());
        Assert.Equal(-Math.Log(2), logs.item<double>(), 6);
    }

    [Fact]
    public void Greedy_takes_the_largest_logit_and_reports_its_probability_at_temperature_one()
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor ids, Tensor logs) = TokenDraw.Draw(tensor([0.0, 2, 1], 1, 3), tensor([0.9]), new() { Temperature = 0 });
        Assert.Equal(1, ids.item<long>());
        Assert.Equal(2 - Math.Log(1 + Math.Exp(2) + Math.E), logs.item<double>(), 12);
    }

    private static IEnumerable<int> Ranked(double[] logits) => Enumerable.Range(0, logits.Length).OrderByDescending(id => logits[id]);

    private static HashSet<int> Drawn(double[] logits, SamplingOptions options) => [.. Draws(logits, 10000, options)];

    private static int[] Draws(double[] logits, int count, SamplingOptions options)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor rows = tensor(logits, 1, logits.Length).expand(count, -1);
        Tensor uniforms = (arange(count, ScalarType.Float64) + 0.5) / count;
        return [.. TokenDraw.Draw(rows, uniforms, options).Ids.data<long>().ToArray().Select(id => (int)id)];
    }
}
