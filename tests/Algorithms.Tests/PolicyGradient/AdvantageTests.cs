using CsCheck;
using Paragon.Testing;

namespace Paragon.Algorithms.Tests;

/// <summary>What is true of the advantages.</summary>
public sealed class AdvantageTests
{
    [Fact]
    public void With_lambda_and_gamma_1_the_return_is_the_reward_to_go() =>
        Check([new Gae(), new ReMax()], batch => Property.Agree(new ReMax().Values("Return", batch), new Gae().Values("Return", batch)));

    [Fact]
    public void The_whitened_advantage_has_mean_0_and_unbiased_variance_1() => Check([new Gae { Lambda = 0.7 }], batch =>
    {
        double[] whitened = new Gae { Lambda = 0.7 }.Values("Advantage", batch);
        double mean = whitened.Average();
        Property.Agree(0, mean, 1e-6);
        Property.Agree(1, whitened.Sum(a => (a - mean) * (a - mean)) / (whitened.Length - 1), 1e-5);
    });

    [Fact]
    public void Vapo_with_a_large_alpha_is_gae_with_lambda_1() => Check([new Gae(), new VapoGae()], batch =>
        Property.Agree(new Gae().Values("Raw", batch), new VapoGae { Alpha = 1e12 }.Values("Advantage", batch)));

    [Theory]
    [InlineData(RewardScale.Group)]
    [InlineData(RewardScale.Batch)]
    [InlineData(RewardScale.None)]
    public void Grpo_does_not_change_when_a_prompt_s_rewards_are_shifted(RewardScale scale) => Check([new Grpo()], batch =>
    {
        // The batch's deviation sees a shift of one prompt, so there all prompts are shifted alike.
        double[] shifted = [.. batch.Column("completion", "reward").Select((r, y) => r + (scale == RewardScale.Batch ? 3 : 3 * batch.Link("completion", "group").Target(y)))];
        Grpo grpo = new() { Scale = scale };
        Property.Agree(grpo.Values("Advantage", batch), grpo.Values("Advantage", batch.With("completion", "reward", shifted)), 1e-8);
    });

    [Theory]
    [InlineData(RewardScale.Group)]
    [InlineData(RewardScale.None)]
    public void Grpo_sums_to_0_in_every_group(RewardScale scale) => Check([new Grpo()], batch =>
    {
        double[] advantages = new Grpo { Scale = scale }.Values("Advantage", batch.Filled("completion", "scored", 1));
        Assert.All(batch.Groups(), group => Property.Agree(0, group.Sum(y => advantages[y]), 1e-8));
    });

    [Fact]
    public void Grpo_of_right_and_wrong_answers_has_the_closed_form() =>
        Gen.Select(Gen.Int[2, 8], Gen.Int[0, 8]).Where((size, right) => right <= size).Check(
            (size, right) =>
            {
                double[] rewards = [.. Enumerable.Range(0, size).Select(i => i < right ? 1.0 : 0)];
                double p = (double)right / size;
                double deviation = Math.Sqrt(p * (1 - p) * size / (size - 1));
                Property.Agree(
                    [.. rewards.Select(r => (r - p) / (deviation + 1e-4))],
                    new Grpo().Values("Advantage", Group(rewards)));
            },
            iter: 50);

    [Fact]
    public void Group_scores_are_at_most_one_less_than_the_size_over_its_root() => Check([new Grpo()], batch =>
    {
        double[] advantages = new Grpo().Values("Advantage", batch);
        Assert.All(batch.Groups(), group => Assert.All(group, y => Assert.True(Math.Abs(advantages[y]) <= (group.Length - 1) / Math.Sqrt(group.Length))));
    });

    [Fact]
    public void Leave_one_out_is_dr_grpo_times_g_over_g_minus_1() => Check([new RlooVerl(), new DrGrpo()], batch =>
    {
        PackedBatch outcome = Outcome(batch);
        double[] centred = new DrGrpo().Values("Advantage", outcome);
        double[] leaveOneOut = new RlooVerl().Values("Advantage", outcome);
        Assert.All(batch.Groups(), group => Assert.All(group, y => Property.Agree(centred[y] * group.Length / (group.Length - 1), leaveOneOut[y])));
    });

    [Fact]
    public void Opo_with_equal_lengths_is_the_mean_baseline() =>
        Property.Holds(
            batch => Property.Agree(new DrGrpo().Values("Advantage", Outcome(batch)), new Opo().Values("Advantage", Outcome(batch))),
            Generator([new Opo(), new DrGrpo()]).Family("token", 3, 3));

    [Fact]
    public void Gpg_without_a_zero_reward_is_dr_grpo() => Check([new Gpg(), new DrGrpo()], batch =>
        Property.Agree(new DrGrpo().Values("Advantage", Outcome(batch)), new Gpg().Values("Advantage", Outcome(batch))));

    [Fact]
    public void The_optimal_token_baseline_with_equal_weights_is_the_mean_return_to_go()
    {
        OptimalTokenBaseline objective = new();
        Property.Holds(
            batch =>
            {
                // Σπ² = 2π makes every step's energy 1, and equal lengths make every group's weights equal at a position.
                PackedBatch equal = Positions(batch.Filled("token", "importance_weight", 1))
                    .With("token", "sum_squared_probability", [.. batch.Column("token", "old_logp").Select(p => 2 * Math.Exp(p))]);
                double[] returns = objective.Values("Return", equal);
                int[] completion = batch.CompletionOfToken();
                int[] group = batch.Link("completion", "group").Targets.ToArray();
                double[] expected = [.. returns.Select((r, t) => r - Enumerable.Range(0, returns.Length)
                    .Where(u => group[completion[u]] == group[completion[t]] && u % 3 == t % 3).Average(u => returns[u]))];
                Property.Agree(expected, objective.Values("Advantage", equal), 1e-7);
            },
            Generator([new ReMax(), new Grpo(), objective]).Family("token", 3, 3));
    }

    [Fact]
    public void Remax_is_0_where_the_greedy_reward_is_its_own() => Check([new ReMax()], batch =>
    {
        PackedBatch greedy = Outcome(batch).Copied("completion", "reward", "baseline_reward");
        Assert.All(new ReMax().Values("Advantage", greedy), a => Property.Agree(0, a));
    });

    [Fact]
    public void Reinforce_plus_plus_does_not_see_the_scale_and_shift_of_the_outcome() => Check([new ReinforcePlusPlus()], batch =>
    {
        // Rewards far apart: beside their variance the 1e-8 that is added to it does not show.
        PackedBatch outcome = Outcome(batch).With("completion", "reward", [.. batch.Column("completion", "reward").Select((r, y) => r + (5 * y))]);
        PackedBatch moved = outcome.With("completion", "reward", [.. outcome.Column("completion", "reward").Select(r => 5 + (3 * r))]);
        Property.Agree(new ReinforcePlusPlus().Values("Advantage", outcome), new ReinforcePlusPlus().Values("Advantage", moved), 1e-5);
    });

    [Fact]
    public void Pass_at_k_gives_credit_to_one_completion_at_most() => Check([new PassAtK()], batch =>
    {
        double[] advantages = new PassAtK().Values("Advantage", batch);
        Assert.All(advantages, a => Assert.True(a >= 0));
        Assert.All(batch.Groups(), group => Assert.True(group.Count(y => advantages[y] > 0) <= 1));
    });

    [Fact]
    public void Prompts_that_dynamic_sampling_drops_have_advantage_0() => Check([new DynamicSampling(), new Grpo()], batch =>
    {
        PackedBatch rounded = batch.With("completion", "reward", [.. batch.Column("completion", "reward").Select(r => r > 0 ? 1.0 : 0)]);
        double[] keep = new DynamicSampling().Values("Keep", rounded);
        double[] advantages = new Grpo().Values("Advantage", rounded);
        Assert.All(Enumerable.Range(0, keep.Length).Where(y => keep[y] == 0), y => Assert.Equal(0, advantages[y]));
    });

    [Fact]
    public void Gdpo_of_one_function_is_grpo_standardised_once_more() => Check([new Gdpo(), new Grpo(), new WeightedReward()], batch =>
    {
        PackedBatch one = OneTerm(batch);
        double[] once = new Grpo().Values("Advantage", new WeightedReward().Prepared(one));
        double mean = once.Average();
        double deviation = Math.Sqrt(once.Sum(a => (a - mean) * (a - mean)) / (once.Length - 1));
        Property.Agree([.. once.Select(a => (a - mean) / (deviation + 1e-4))], new Gdpo().Values("Advantage", one));
    });

    private static void Check(IObjective[] objectives, Action<PackedBatch> claim) => Property.Holds(claim, Generator(objectives));

    private static BatchGenerator Generator(IObjective[] objectives) =>
        BatchGenerator.For(objectives).Family("group", 1, 3).Family("completion", 2, 4).Family("token", 2, 4);

    /// <summary>The batch with the completions' rewards alone.</summary>
    private static PackedBatch Outcome(PackedBatch batch) => batch.Filled("token", "reward", 0).Filled("completion", "scored", 1);

    private static PackedBatch Group(double[] rewards) => new PackedBatchBuilder()
        .Level("group", 1).LevelOf("completion", "group", [rewards.Length]).Column("completion", "reward", rewards).Build();

    /// <summary>A batch of completions of three tokens each, with the positions within their groups.</summary>
    private static PackedBatch Positions(PackedBatch batch)
    {
        int[] completion = batch.CompletionOfToken();
        int[] group = batch.Link("completion", "group").Targets.ToArray();
        PackedBatchBuilder builder = new PackedBatchBuilder().Level("group", batch.Rows("group")).Level("completion", "group", group).Level("token", "completion", completion)
            .LevelOf("position", "group", Enumerable.Repeat(3, batch.Rows("group")))
            .Link("token", "position", "position", [.. completion.Select((y, t) => (3 * group[y]) + (t % 3))]);
        foreach (string level in new[] { "completion", "token" })
        {
            foreach ((string column, double[] values) in batch.Levels[level].Columns)
            {
                builder.Column(level, column, values);
            }
        }

        return builder.Build();
    }

    /// <summary>The batch with one reward function, whose value is the completion's reward.</summary>
    private static PackedBatch OneTerm(PackedBatch batch)
    {
        int[] group = batch.Link("completion", "group").Targets.ToArray();
        int count = group.Length;
        return new PackedBatchBuilder().Level("group", batch.Rows("group")).Level("completion", "group", group)
            .LevelOf("criterion", "group", Enumerable.Repeat(1, batch.Rows("group")))
            .LevelOf("reward_term", "completion", Enumerable.Repeat(1, count))
            .Link("reward_term", "criterion", "criterion", group)
            .Column("reward_term", "value", batch.Column("completion", "reward"))
            .Column("completion", "reward", batch.Column("completion", "reward"))
            .Build();
    }
}
