using Paragon.Analysis;

namespace Paragon.Framework.Tests.Analysis;

/// <summary>Sequences of independent tokens: what one token says of all.</summary>
public sealed class MemorylessSourceTests
{
    private static readonly double[] _p = [0.5, 0.3, 0.2];
    private static readonly double[] _q = [0.2, 0.7, 0.1];
    private static readonly MemorylessSource _source = new(_p, _q);

    [Theory]
    [InlineData(0.8, 1.5, 3)]
    [InlineData(2.0, -0.6, 2)]
    public void All_sequences_together_have_the_tokens_divergence_and_cumulant(double lambda, double order, int length)
    {
        double[][] sequences = [.. Sequences(length)];
        double[] probability = [.. sequences.Select(tokens => tokens.Aggregate(1.0, (product, token) => product * _p[(int)token]))];
        double[] reward = [.. sequences.Select(tokens => tokens.Sum(token => Math.Log(_q[(int)token])))];
        TiltedPolicy whole = new ExponentialTilt(probability, reward).At(lambda);
        Agree(length * _source.At(lambda).Kl, whole.Kl);
        Agree(length * _source.At(lambda).MeanReward, whole.MeanReward);
        double cumulant = Math.Log(Distributions.Mean([.. whole.Policy], [.. reward.Select(r => Math.Exp(order * r))])) / (order * length);
        Agree(cumulant, _source.ScaledCumulant(lambda, order));
        Agree(-cumulant, _source.RenyiCrossEntropy(lambda, 1 + order));
    }

    [Fact]
    public void As_the_order_goes_to_0_the_cumulant_becomes_the_mean()
    {
        Agree(_source.At(0.8).MeanReward, _source.ScaledCumulant(0.8, 1e-6), 1e-5);
        Agree(_source.At(0.8).MeanReward, _source.ScaledCumulant(0.8, 0));
        Agree(_source.RenyiCrossEntropy(0.8, 1 + 1e-6), _source.RenyiCrossEntropy(0.8, 1), 1e-5);
    }

    [Theory]
    [InlineData(-2.0)]
    [InlineData(-1.0)]
    [InlineData(-0.5)]
    public void The_rate_is_the_convex_conjugate_of_the_cumulant(double x)
    {
        TiltedPolicy at = new ExponentialTilt(_p, [.. _q.Select(q => Math.Log(q))]).WithMean(x);
        TiltedPolicy own = _source.At(0.8);
        Agree(((at.Lambda - 0.8) * x) - (at.LogPartition - own.LogPartition), _source.Rate(0.8, x));
    }

    [Fact]
    public void The_rate_is_0_at_the_mean_and_infinite_outside_the_rewards()
    {
        Agree(0, _source.Rate(0.8, _source.At(0.8).MeanReward));
        Assert.Equal(double.PositiveInfinity, _source.Rate(0.8, 0));
        Agree(-Math.Log(_source.At(0.8).Policy[1]), _source.Rate(0.8, Math.Log(0.7)));
    }

    private static IEnumerable<double[]> Sequences(int length) => length == 0 ? [[]]
        : Sequences(length - 1).SelectMany(tokens => Enumerable.Range(0, 3).Select(token => (double[])[.. tokens, token]));

    private static void Agree(double expected, double actual, double tolerance = 1e-9) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * (1 + Math.Abs(expected)), $"Expected {expected:R}, found {actual:R}.");
}
