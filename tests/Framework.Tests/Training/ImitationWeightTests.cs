using CsCheck;
using Paragon.Training;

namespace Paragon.Framework.Tests.Training;

/// <summary>The learned weight of imitation, and the derivative that moves it.</summary>
public sealed class ImitationWeightTests
{
    private static readonly Gen<double[]> _vectors = Gen.Double[-2, 2].Array[5];

    [Fact]
    public void Of_a_linear_utility_the_meta_gradient_is_exact() => Gen.Select(_vectors, _vectors, _vectors, Gen.Double[0, 1]).Check(
        (utility, first, second, weight) =>
        {
            double At(double mu) => -0.3 * utility.Select((u, i) => u * (((1 - mu) * first[i]) + (mu * second[i]))).Sum();
            Agree((At(weight + 0.5) - At(weight - 0.5)) / 1.0, MetaGradient.Of(0.3, utility, first, second));
        },
        iter: 50);

    [Fact]
    public void Of_a_smooth_utility_it_is_exact_with_the_gradient_after_the_step_and_off_by_the_square_of_the_rate_before_it() => Gen.Select(_vectors, _vectors, _vectors).Check(
        (parameters, first, second) =>
        {
            const double weight = 0.4;
            double[] After(double rate, double mu) => [.. parameters.Select((x, i) => x - (rate * (((1 - mu) * first[i]) + (mu * second[i]))))];
            double Error(double rate, bool after)
            {
                const double h = 1e-4;
                double slope = (Utility(After(rate, weight + h)) - Utility(After(rate, weight - h))) / (2 * h);
                return Math.Abs(slope - MetaGradient.Of(rate, Gradient(after ? After(rate, weight) : parameters), first, second));
            }

            Assert.True(Error(0.1, after: true) < 1e-6);
            Assert.True(Error(0.001, after: false) <= 100 * 0.001 * 0.001);
        },
        iter: 50);

    [Fact]
    public void Where_both_losses_pull_alike_the_meta_gradient_is_0() => _vectors.Check(
        vector => Assert.Equal(0, MetaGradient.Of(0.3, vector, vector, vector)), iter: 20);

    [Fact]
    public void The_weight_rises_where_imitation_raises_the_utility_and_never_leaves_its_bounds() => Gen.Double[-40, 40].Array[20].Check(
        steps =>
        {
            ImitationWeight weight = new(new ImitationWeightOptions { MetaRate = 0.1 }, targetEntropy: 1);
            foreach (double step in steps)
            {
                double before = weight.Value;
                double after = weight.Update(step, entropy: 1);
                Assert.InRange(after, 0.05, 0.95);
                Assert.Equal(Math.Sign(Math.Clamp(before + (0.1 * step), 0.05, 0.95) - before), Math.Sign(after - before));
            }
        },
        iter: 30);

    [Fact]
    public void A_policy_of_low_entropy_imitates_more()
    {
        ImitationWeight weight = new(new ImitationWeightOptions { Initial = 0.5, EntropyRate = 0.1 }, targetEntropy: 2);
        Assert.Equal(0.6, weight.Update(0, entropy: 1), 1e-12);
        Assert.Equal(0.5, weight.Update(0, entropy: 3), 1e-12);
    }

    [Fact]
    public void Without_rates_it_is_a_fixed_weight_and_mixes_by_it()
    {
        ImitationWeight weight = new(new ImitationWeightOptions { Initial = 0.25, MetaRate = 0, EntropyRate = 0 }, targetEntropy: 2);
        weight.Update(9, entropy: 0);
        Assert.Equal(0.25, weight.Value);
        Assert.Equal((0.75 * 4) + (0.25 * 8), weight.Mix(4, 8), 1e-12);
    }

    [Fact]
    public void What_is_out_of_range_is_refused_with_its_name_and_value()
    {
        Assert.Contains("[0.9, 0.1]", Refusal(new() { Minimum = 0.9, Maximum = 0.1 }), StringComparison.Ordinal);
        Assert.Contains("start of the imitation weight is 2", Refusal(new() { Initial = 2 }), StringComparison.Ordinal);
        Assert.Contains("meta-gradient of the imitation weight is NaN", Assert.Throws<TrainingException>(() => new ImitationWeight(new(), 1).Update(double.NaN, 1)).Message, StringComparison.Ordinal);
        static string Refusal(ImitationWeightOptions options) => Assert.Throws<TrainingException>(() => new ImitationWeight(options, 1)).Message;
    }

    private static double Utility(double[] x) => x.Select((value, i) => Math.Sin(value) + (0.1 * i * value * value)).Sum();

    private static double[] Gradient(double[] x) => [.. x.Select((value, i) => Math.Cos(value) + (0.2 * i * value))];

    private static void Agree(double expected, double actual) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-9 * (1 + Math.Abs(expected)), $"Expected {expected:R}, found {actual:R}.");
}
