using Paragon.Testing;
using static Paragon.Algorithms.Tests.Preference.PairGradients;

namespace Paragon.Algorithms.Tests.Preference;

/// <summary>Losses of pairs whose tokens have rewards of their own: T-REG and TGDPO.</summary>
public sealed class TokenGuideTests
{
    private const double Beta = 0.4;

    [Fact]
    public void Without_a_difference_between_the_prompts_t_reg_is_its_base() => Check(batch =>
    {
        PackedBatch equal = batch.Copied("token", "better_logp", "worse_logp");
        Property.Same(new Dpo { Beta = Beta }, new TReg { Beta = Beta, Alpha = 0.7 }, equal);
        Property.Same(new Simpo { Gamma = 0.3 }, new TRegSimpo { Gamma = 0.3, Alpha = 0.7 }, equal);
    });

    [Fact]
    public void With_the_prompts_exchanged_t_reg_lies_on_the_other_side_of_its_base() => Check(batch =>
    {
        PackedBatch exchanged = batch.Copied("token", "better_logp", "worse_logp").With("token", "better_logp", batch.Column("token", "worse_logp"));
        Property.Agree([.. new TReg().Values("TokenReward", batch).Select(reward => -reward)], new TReg().Values("TokenReward", exchanged));
        foreach ((IObjective of, IObjective basis) in new (IObjective, IObjective)[] { (new TReg { Beta = Beta }, new Dpo { Beta = Beta }), (new TRegSimpo(), new Simpo()) })
        {
            Property.Agree(2 * basis.Loss(batch), of.Loss(batch) + of.Loss(exchanged));
        }
    });

    [Fact]
    public void The_gradient_of_t_reg_is_dpo_s_with_every_token_weighed_by_its_reward() => Check(batch =>
    {
        double[] margins = batch.Margins(Beta);
        double[] rewards = new TReg().Values("TokenReward", batch);
        Property.Agree(
            Of(batch,
                (pair, token) => -(Beta * Sigmoid(-margins[pair]) * (1 + (0.7 * rewards[token]))),
                (pair, token) => Beta * Sigmoid(-margins[pair]) * (1 - (0.7 * rewards[token]))),
            new TReg { Beta = Beta, Alpha = 0.7 }.Gradient(batch));
    });

    [Fact]
    public void Up_to_alpha_2_no_token_s_gradient_has_another_sign_than_dpo_s() => Property.Holds(
        batch => Assert.All(
            new Dpo().Gradient(batch).Zip(new TReg { Alpha = 2 }.Gradient(Far(batch))),
            both => Assert.True(both.First * both.Second >= 0, $"DPO's is {both.First}, T-REG's {both.Second}.")),
        OnePair());

    /// <summary>With f = 1 ± α r̂ from T-REG's rewards TGDPO goes where T-REG goes, by another step.</summary>
    [Fact]
    public void One_pair_s_gradients_of_t_reg_and_of_tgdpo_with_its_rewards_have_one_direction() => Property.Holds(
        batch =>
        {
            TReg regularized = new() { Beta = Beta, Alpha = 0.7 };
            Tgdpo guided = new() { Beta = Beta, Alpha = 0.7 };
            PackedBatch own = batch.With("token", "reward_logp", [.. regularized.Values("TokenReward", batch).Select((reward, token) => batch.Column("token", "ref_logp")[token] + (reward / Beta))]);

            // The weight that a logistic loss gives its margin is 1 - exp(-loss).
            double step = Sigmoid(-batch.Margins(Beta)[0]) / (1 - Math.Exp(-guided.Loss(own)));
            Property.Agree([.. guided.Gradient(own).Select(slope => step * slope)], regularized.Gradient(own), 1e-8);
        },
        OnePair());

    [Fact]
    public void T_reg_s_token_rewards_lie_within_a_half_and_rise_with_the_better_prompt() => Check(batch =>
    {
        double[] rewards = new TReg().Values("TokenReward", batch);
        Assert.All(rewards, reward => Assert.InRange(reward, -0.5, 0.5));
        double[] raised = new TReg().Values("TokenReward", batch.With("token", "better_logp", [.. batch.Column("token", "better_logp").Select(logp => logp + 0.1)]));
        Assert.All(rewards.Zip(raised), both => Assert.True(both.Second > both.First));
    });

    [Fact]
    public void At_the_reference_t_reg_s_pairs_weigh_a_half_and_tgdpo_is_log_2() => Check(batch =>
    {
        PackedBatch same = batch.Copied("token", "ref_logp", "logp");
        Assert.All(new TReg().Values("SequenceWeight", same), weight => Property.Agree(0.5, weight));
        Property.Agree(Math.Log(2), new Tgdpo { Alpha = 1.3 }.Loss(same));
    });

    [Fact]
    public void With_static_weights_every_pair_s_regulariser_counts_whole() => Check(batch =>
    {
        TReg whole = new() { Beta = Beta, Alpha = 0.7, Weighting = RegularizerWeighting.Static };
        double[] parts = whole.Values("Regularizer", batch);
        double sum = Enumerable.Range(0, batch.Rows("pair")).Average(pair => parts[batch.Link("pair", "chosen").Target(pair)] + parts[batch.Link("pair", "rejected").Target(pair)]);
        Property.Agree(new Dpo { Beta = Beta }.Loss(batch) + (0.7 * sum), whole.Loss(batch));
    });

    [Fact]
    public void A_guide_that_is_the_reference_makes_tgdpo_dpo() => Check(batch =>
        Property.Same(new Dpo { Beta = Beta }, new Tgdpo { Beta = Beta, Alpha = 1.3 }, batch.Copied("token", "ref_logp", "reward_logp")));

    [Fact]
    public void Weights_that_are_all_c_make_tgdpo_dpo_with_c_times_beta() => Property.Holds(
        batch =>
        {
            const double Weight = 1.6, Alpha = 0.5;
            double[] sign = Of(batch, (_, _) => 1, (_, _) => -1);
            PackedBatch even = batch.With("token", "reward_logp", [.. sign.Select((s, token) => batch.Column("token", "ref_logp")[token] + (s * (Weight - 1) / (Alpha * Beta)))]);
            Property.Same(new Dpo { Beta = Weight * Beta }, new Tgdpo { Beta = Beta, Alpha = Alpha }, even);
        },
        OnePair());

    [Fact]
    public void The_gradient_of_tgdpo_is_the_token_s_own_beta_times_the_pair_s_weight() => Check(batch =>
    {
        Tgdpo objective = new() { Beta = Beta, Alpha = 1.3 };
        double[] rewards = objective.Values("TokenReward", batch);
        double[] margins = [.. Enumerable.Range(0, batch.Rows("pair")).Select(pair =>
            batch.TokensOf(pair, "chosen").Sum(token => Beta * (1 + (1.3 * rewards[token])) * batch.LogRatio(token))
            - batch.TokensOf(pair, "rejected").Sum(token => Beta * (1 - (1.3 * rewards[token])) * batch.LogRatio(token)))];
        Property.Agree(
            Of(batch,
                (pair, token) => -(Beta * (1 + (1.3 * rewards[token])) * Sigmoid(-margins[pair])),
                (pair, token) => Beta * (1 - (1.3 * rewards[token])) * Sigmoid(-margins[pair])),
            objective.Gradient(batch));
    });

    [Fact]
    public void Raising_a_token_under_policy_reference_and_guide_alike_changes_nothing_in_tgdpo() => Check(batch =>
    {
        double[] raise = [.. Enumerable.Range(0, batch.Rows("token")).Select(token => Math.Sin((3 * token) + 1))];
        PackedBatch raised = new[] { "logp", "ref_logp", "reward_logp" }.Aggregate(batch, (all, column) =>
            all.With("token", column, [.. all.Column("token", column).Zip(raise, (logp, by) => logp + by)]));
        Property.Agree(new Tgdpo { Alpha = 1.3 }.Loss(batch), new Tgdpo { Alpha = 1.3 }.Loss(raised));
    });

    [Fact]
    public void The_smallest_weight_is_that_of_a_token_on_its_own_side() => Check(batch =>
    {
        Tgdpo objective = new() { Beta = Beta, Alpha = 1.3 };
        double[] rewards = objective.Values("TokenReward", batch);
        double[] smallest = [.. Enumerable.Range(0, batch.Rows("pair")).Select(pair => Math.Min(
            batch.TokensOf(pair, "chosen").Min(token => 1 + (1.3 * rewards[token])),
            batch.TokensOf(pair, "rejected").Min(token => 1 - (1.3 * rewards[token]))))];
        Property.Agree(smallest, objective.Values("SmallestWeight", batch));
    });

    private static BatchGenerator Pairs() => BatchGenerator.For(new TReg(), new TRegSimpo(), new Tgdpo(), new Dpo(), new Simpo());

    private static BatchGenerator OnePair() => Pairs().Family("pair", 1, 1);

    private static void Check(Action<PackedBatch> claim) => Property.Holds(claim, Pairs());

    /// <summary>The batch with the two prompts far apart: token rewards near their ends.</summary>
    private static PackedBatch Far(PackedBatch batch) =>
        batch.With("token", "better_logp", [.. batch.Column("token", "worse_logp").Select((logp, token) => logp + (20 * Math.Sin((3 * token) + 1)))]);
}
