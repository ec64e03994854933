using Paragon.Testing;

namespace Paragon.Algorithms.Tests.Bandits;

/// <summary>Contrastive policy gradient where every completion is known.</summary>
public sealed class CoPgBanditTests
{
    private const double Beta = 0.6;

    private static readonly CoPgBandit Objective = new() { Beta = Beta };

    [Fact]
    public void At_the_optimum_the_gradient_vanishes_whatever_the_samplers_and_the_regret_is_0() => Check(batch =>
    {
        PackedBatch best = batch.With("arm", "logit", [.. Objective.Values("OptimalProbability", batch).Select(p => Math.Log(p))]);
        Assert.All(Objective.Gradient(best, "logit", "arm"), slope => Assert.Equal(0, slope, 1e-9));
        Assert.All(Objective.Values("Regret", best), regret => Assert.Equal(0, regret, 1e-9));
        Assert.All(Objective.Values("Regret", batch), regret => Assert.True(regret >= -1e-12));
        Property.Agree(Objective.Values("LargestValue", batch), Objective.Values("PolicyValue", best));
    });

    [Fact]
    public void With_the_policy_as_both_samplers_the_gradient_is_twice_that_of_the_value() => Check(batch =>
    {
        double[] policy = Policy(batch);
        PackedBatch own = batch.With("arm", "first_sampler", policy).With("arm", "second_sampler", policy);
        double[] ascent = [.. Objective.Gradient(own, "logit", "arm").Select(slope => -slope)];

        // J = Σ π (R - β log(π/π_ref)), whose derivative by a logit is π (R_β - J).
        double[] values = Objective.Values("PolicyValue", batch);
        int[] bandit = batch.Link("arm", "bandit").Targets.ToArray();
        Property.Agree(
            [.. policy.Select((p, arm) => 2 * p * (batch.Column("arm", "reward")[arm] - (Beta * Math.Log(p / batch.Column("arm", "reference_probability")[arm])) - values[bandit[arm]]) / batch.Rows("bandit"))],
            ascent,
            1e-8);
    });

    [Fact]
    public void Exchanging_the_samplers_changes_nothing() => Check(batch =>
    {
        PackedBatch exchanged = batch.With("arm", "first_sampler", batch.Column("arm", "second_sampler")).With("arm", "second_sampler", batch.Column("arm", "first_sampler"));
        Property.Agree(Objective.Loss(batch), Objective.Loss(exchanged));
    });

    /// <summary>What CoPG is set against does not stay at the optimum.</summary>
    [Fact]
    public void Reinforce_without_weights_leaves_the_optimum() => Check(batch =>
    {
        PackedBatch best = batch.With("arm", "logit", [.. Objective.Values("OptimalProbability", batch).Select(p => Math.Log(p))]);
        PackedBatch skewed = best.With("arm", "first_sampler", Normalized(batch, arm => arm % 2 == 0 ? 3 : 1)).With("arm", "second_sampler", Normalized(batch, arm => arm % 2 == 0 ? 3 : 1));
        Assert.Contains(new ReinforceBandit { Beta = Beta }.Gradient(skewed, "logit", "arm"), slope => Math.Abs(slope) > 1e-3);
    });

    private static double[] Policy(PackedBatch batch) => Normalized(batch, arm => Math.Exp(batch.Column("arm", "logit")[arm]));

    private static double[] Normalized(PackedBatch batch, Func<int, double> weight)
    {
        PackedLink bandit = batch.Link("arm", "bandit");
        return [.. Enumerable.Range(0, batch.Rows("arm")).Select(arm => weight(arm) / bandit.Sources(bandit.Target(arm)).Sum(weight))];
    }

    /// <summary>Bandits whose reference and samplers are distributions.</summary>
    private static void Check(Action<PackedBatch> claim) => Property.Holds(
        batch => claim(new[] { "reference_probability", "first_sampler", "second_sampler" }.Aggregate(batch, (all, column) =>
            all.With("arm", column, Normalized(all, arm => 0.05 + Math.Abs(all.Column("arm", column)[arm]))))),
        BatchGenerator.For(new CoPgBandit(), new ReinforceBandit()).Family("arm", 2, 5));
}
