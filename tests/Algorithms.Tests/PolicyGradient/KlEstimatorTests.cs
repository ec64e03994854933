using CsCheck;

namespace Paragon.Algorithms.Tests;

/// <summary>The estimators on a finite distribution, where every expectation is a sum: a token for each outcome.</summary>
public sealed class KlEstimatorTests
{
    private static readonly Gen<(double[] Policy, double[] Reference)> s_distributions =
        from policy in Gen.Double[-2, 2].Array[5]
        from reference in Gen.Double[-2, 2].Array[5]
        select (LogSoftmax(policy), LogSoftmax(reference));

    [Theory]
    [InlineData(KlEstimator.K1)]
    [InlineData(KlEstimator.K3)]
    public void The_mean_of_k1_and_of_k3_is_the_divergence(KlEstimator estimator) => Check((policy, reference) =>
        Property.Agree(Divergence(policy, reference), Expectation(policy, Estimates(estimator, policy, reference)), 1e-12));

    [Theory]
    [InlineData(KlEstimator.K2)]
    [InlineData(KlEstimator.K3)]
    [InlineData(KlEstimator.K3Clamped)]
    [InlineData(KlEstimator.Absolute)]
    public void These_are_never_negative(KlEstimator estimator) => Check((policy, reference) =>
        Assert.All(Estimates(estimator, policy, reference), estimate => Assert.True(estimate >= 0)));

    [Fact]
    public void The_mean_gradient_of_k1_is_zero() => Check((policy, reference) =>
        Property.Agree(new double[5], MeanGradient(KlEstimator.K1, policy, reference), 1e-12));

    [Theory]
    [InlineData(KlEstimator.K2)]
    [InlineData(KlEstimator.K1StraightThrough)]
    [InlineData(KlEstimator.K3StraightThrough)]
    public void The_mean_gradient_of_k2_is_that_of_the_divergence_from_the_reference(KlEstimator estimator) => Check((policy, reference) =>
    {
        double divergence = Divergence(policy, reference);
        double[] expected = [.. policy.Select((p, i) => Math.Exp(p) * (p - reference[i] - divergence))];
        Property.Agree(expected, MeanGradient(estimator, policy, reference), 1e-12);
    });

    [Fact]
    public void The_mean_gradient_of_k3_is_that_of_the_reference_s_divergence_from_the_policy() => Check((policy, reference) =>
        Property.Agree([.. policy.Select((p, i) => Math.Exp(p) - Math.Exp(reference[i]))], MeanGradient(KlEstimator.K3, policy, reference), 1e-12));

    [Fact]
    public void Straight_through_keeps_the_value() => Check((policy, reference) =>
    {
        Property.Agree(Estimates(KlEstimator.K1, policy, reference), Estimates(KlEstimator.K1StraightThrough, policy, reference));
        Property.Agree(Estimates(KlEstimator.K3Clamped, policy, reference), Estimates(KlEstimator.K3StraightThrough, policy, reference));
    });

    private static void Check(Action<double[], double[]> claim) => s_distributions.Check(d => claim(d.Policy, d.Reference), iter: 50);

    private static double[] Estimates(KlEstimator estimator, double[] policy, double[] reference) =>
        new KlPenalty { Estimator = estimator }.Values("Estimate", Batch(policy, reference));

    /// <summary>E_π of the estimate's gradient by the logits: the score of outcome a by logit j is 1{a = j} - π_j.</summary>
    private static double[] MeanGradient(KlEstimator estimator, double[] policy, double[] reference)
    {
        double[] slopes = new KlPenalty { Estimator = estimator }.Gradient(Batch(policy, reference));
        double mean = Expectation(policy, slopes);
        return [.. policy.Select((p, j) => Math.Exp(p) * (slopes[j] - mean))];
    }

    private static PackedBatch Batch(double[] policy, double[] reference) => new PackedBatchBuilder()
        .Level("token", policy.Length).Column("token", "logp", policy).Column("token", "ref_logp", reference).Build();

    private static double Divergence(double[] policy, double[] reference) => Expectation(policy, [.. policy.Zip(reference, (p, r) => p - r)]);

    private static double Expectation(double[] policy, double[] values) => policy.Zip(values, (p, v) => Math.Exp(p) * v).Sum();

    private static double[] LogSoftmax(double[] logits)
    {
        double normalizer = Math.Log(logits.Sum(Math.Exp));
        return [.. logits.Select(logit => logit - normalizer)];
    }
}
