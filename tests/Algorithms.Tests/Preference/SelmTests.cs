using CsCheck;
using Paragon.Analysis;
using Paragon.Testing;

namespace Paragon.Algorithms.Tests.Preference;

/// <summary>What is true of SELM's optimism.</summary>
public sealed class SelmTests
{
    private static readonly Selm _selm = new() { Beta = 0.7, Alpha = 0.3 };

    [Fact]
    public void The_push_on_a_fresh_response_is_the_same_whatever_its_probability() => Property.Holds(
        batch =>
        {
            double[] own = _selm.LogProbGradient(batch);
            double[] without = (_selm with { Alpha = 0 }).LogProbGradient(batch);
            double[] times = Responses(batch);
            Property.Agree([.. own.Zip(without, (one, other) => one - other)], [.. times.Select(n => n * 0.3 * 0.7 / batch.Rows("pair"))]);
        },
        BatchGenerator.For(_selm));

    [Fact]
    public void At_the_reference_policy_the_loss_is_log_2_for_any_alpha() => Property.Holds(
        batch => Property.Agree(Math.Log(2), _selm.Loss(batch.Copied("token", "ref_logp", "logp"))),
        BatchGenerator.For(_selm));

    /// <summary>Over fresh responses of the reference policy the term is -KL(π_ref ‖ π): minimising it raises the divergence.</summary>
    [Fact]
    public void On_average_the_optimism_is_the_forward_divergence() => Gen.Double[0.05, 1].Array[5].Array[2].Check(
        weights =>
        {
            double[][] policies = [.. weights.Select(w => w.Select(x => x / w.Sum()).ToArray())];
            (double[] policy, double[] reference) = (policies[0], policies[1]);
            int[] rows = [.. Enumerable.Range(0, policy.Length)];
            PackedBatch batch = new PackedBatchBuilder()
                .Level("pair", policy.Length).Level("completion", policy.Length).LevelOf("token", "completion", rows.Select(_ => 1))
                .Link("pair", "chosen", "completion", rows).Link("pair", "rejected", "completion", rows).Link("pair", "response", "completion", rows)
                .Column("token", "logp", policy.Select(p => Math.Log(p))).Column("token", "ref_logp", reference.Select(p => Math.Log(p)))
                .Build();
            double mean = Distributions.Mean(reference, _selm.Values("Optimism", batch));
            Property.Agree(-0.3 * 0.7 * Distributions.KullbackLeibler(reference, policy), mean);
        },
        iter: 30);

    /// <summary>How many pairs have the token in their fresh response.</summary>
    private static double[] Responses(PackedBatch batch)
    {
        int[] completions = batch.CompletionOfToken();
        int[] responses = batch.Link("pair", "response").Targets.ToArray();
        return [.. completions.Select(completion => (double)responses.Count(response => response == completion))];
    }
}
