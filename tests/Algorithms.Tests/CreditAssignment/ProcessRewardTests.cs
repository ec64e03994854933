using CsCheck;
using Paragon.Testing;

namespace Paragon.Algorithms.Tests;

/// <summary>What is true of methods that reward steps and turns: the identities of cards 13, 16, 27, 28, 29, 36 and 55.</summary>
public sealed class ProcessRewardTests
{
    private static readonly Prime s_prime = new();
    private static readonly Oprl s_oprl = new();
    private static readonly OprlRewardModel s_pairs = new() { Pairs = OprlPairs.Ranked };

    [Fact]
    public void An_untrained_reward_model_leaves_prime_the_leave_one_out_outcome() => Check([s_prime], batch =>
    {
        PackedBatch untrained = batch.Copied("token", "ref_logp", "reward_logp");
        double[] outcome = new RlooVerl().Values("Advantage", untrained.Filled("token", "reward", 0));
        Property.Agree([.. batch.CompletionOfToken().Select(y => outcome[y])], s_prime.Values("Return", untrained));
    });

    [Fact]
    public void An_untrained_reward_model_has_the_loss_of_a_coin() => Check([new PrimeRewardModel()], batch =>
        Property.Agree(Math.Log(2), new PrimeRewardModel().Loss(batch.Copied("token", "ref_logp", "logp"))));

    [Fact]
    public void Prime_s_process_rewards_add_up_to_the_log_ratio() => Check([s_prime], batch =>
    {
        double[] rewards = s_prime.Values("ProcessReward", batch);
        double[] ratio = [.. batch.Column("token", "reward_logp").Zip(batch.Column("token", "ref_logp"), (own, reference) => s_prime.Beta * (own - reference))];
        Property.Agree(OfCompletions(batch, ratio), OfCompletions(batch, rewards));
    });

    [Fact]
    public void Prime_s_baselines_differ_by_what_remains_of_the_own_deviations() => Check([s_prime], batch =>
    {
        Prime code = s_prime with { Baseline = PrimeBaseline.Scaled, Discount = 0.9 }, paper = code with { Baseline = PrimeBaseline.LeaveOneOut };
        double[] rewards = code.Values("ProcessReward", batch), returns = code.Values("Return", batch), ofPaper = paper.Values("Return", batch);
        int[] completions = batch.CompletionOfToken(), lengths = batch.Lengths();
        double[] sums = OfCompletions(batch, rewards);
        double after = 0;
        for (int t = rewards.Length - 1; t >= 0; t--)
        {
            int y = completions[t], others = batch.Groups().Single(group => group.Contains(y)).Length - 1;
            after = (rewards[t] - (sums[y] / lengths[y])) + (t + 1 < rewards.Length && completions[t + 1] == y ? 0.9 * after : 0);
            Property.Agree(after / others, returns[t] - ofPaper[t], 1e-8);
        }
    });

    [Fact]
    public void With_one_token_prime_s_baselines_coincide() => Property.Holds(
        batch => Property.Agree(s_prime.Values("Return", batch), (s_prime with { Baseline = PrimeBaseline.Scaled }).Values("Return", batch)),
        Batches([s_prime]).Family("token", 1, 1));

    [Fact]
    public void Normalised_process_rewards_add_up_to_at_most_1_from_any_token_on() => Check([s_prime], batch =>
    {
        double[] rewards = (s_prime with { Normalizes = true }).Values("ProcessReward", batch);
        int[] completions = batch.CompletionOfToken();
        double after = 0;
        for (int t = rewards.Length - 1; t >= 0; t--)
        {
            after = rewards[t] + (t + 1 < rewards.Length && completions[t + 1] == completions[t] ? after : 0);
            Assert.InRange(after, -1 - 1e-12, 1 + 1e-12);
        }
    });

    [Fact]
    public void An_untrained_reward_model_leaves_oprl_the_episode_s_advantage() => Check([s_oprl], batch =>
    {
        PackedBatch untrained = batch.Copied("token", "old_logp", "reward_logp");
        double[] episodes = s_oprl.Values("EpisodeAdvantage", untrained);
        Property.Agree([.. batch.Link("turn", "completion").Targets.ToArray().Select(y => episodes[y])], s_oprl.Values("Advantage", untrained));
    });

    [Fact]
    public void Without_step_rewards_oprl_is_leave_one_out() => Check([s_oprl], batch =>
        Property.Agree(
            [.. new RlooVerl().Values("Advantage", batch.Filled("token", "reward", 0))],
            (s_oprl with { Normalization = OprlNormalization.Rloo }).Values("EpisodeAdvantage", batch)));

    [Fact]
    public void A_trajectory_s_tokens_have_one_gradient_under_oprl_s_pair_loss_and_at_most_beta() => Check([s_pairs], batch =>
    {
        double[] gradient = s_pairs.Gradient(batch);
        int[] completions = batch.CompletionOfToken();
        for (int t = 0; t < gradient.Length; t++)
        {
            Property.Agree(gradient[Array.IndexOf(completions, completions[t])], gradient[t]);
            Assert.True(Math.Abs(gradient[t]) <= s_pairs.Beta);
        }
    });

    [Fact]
    public void With_one_turn_oprl_s_sum_and_mean_coincide() => Property.Holds(
        batch => Property.Agree(s_pairs.Loss(batch), (s_pairs with { Score = OprlScore.Mean }).Loss(batch)),
        Batches([s_pairs]).Family("turn", 1, 1));

    [Fact]
    public void The_progress_estimator_s_gradient_is_the_same_for_every_turn() => Check([new SpaProgress()], batch =>
    {
        PackedBatch own = WithEnds(batch);
        double[] gradient = new SpaProgress().Gradient(own, "value");
        PackedLink completion = own.Link("turn", "completion");
        foreach (int[] turns in Enumerable.Range(0, own.Rows("completion")).Select(completion.Sources))
        {
            Property.Agree([.. turns.Select(_ => gradient[own.Link("turn", "last").Target(turns[0])])], [.. turns.Select(turn => gradient[own.Link("turn", "last").Target(turn)])]);
        }
    });

    [Fact]
    public void Contributions_that_fit_add_up_to_the_delayed_reward() => Check([new SpaRl(), new SpaProgress()], batch =>
    {
        PackedBatch own = WithEnds(batch);
        SpaRl objective = new() { Beta = 0 };
        PackedLink completion = own.Link("turn", "completion");
        double[] values = new double[own.Rows("token")];
        foreach (int turn in Enumerable.Range(0, own.Rows("turn")))
        {
            int y = completion.Target(turn);
            values[own.Link("turn", "last").Target(turn)] = own.Column("completion", "reward")[y] / completion.Sources(y).Length;
        }

        own = own.With("token", "reward_value", values).With("token", "value", values);
        Property.Agree(0, new SpaProgress().Loss(own));
        double[] returns = objective.Values("StepReturn", own);
        Property.Agree(own.Column("completion", "reward"), [.. Enumerable.Range(0, own.Rows("completion")).Select(y => returns[completion.Sources(y)[0]])]);
        Assert.All((objective with { WeighsByRemainingSteps = true }).Values("StepReward", own).Where((_, turn) => turn == completion.Sources(completion.Target(turn))[^1]), reward => Property.Agree(0, reward));
    });

    [Fact]
    public void A_prover_s_advantages_telescope() => Check([new Pav()], batch =>
    {
        foreach (Pav objective in new[] { new Pav(), new Pav { BestOfK = true, Attempts = 3 } })
        {
            PackedBatch inside = batch.With("step", "prover_value", [.. batch.Column("step", "prover_value").Select(Share)]).With("completion", "prover_value", [.. batch.Column("completion", "prover_value").Select(Share)]);
            double[] advantages = objective.Values("ProverAdvantage", inside);
            PackedLink completion = inside.Link("step", "completion");
            for (int y = 0; y < inside.Rows("completion"); y++)
            {
                int[] steps = completion.Sources(y);
                Property.Agree(
                    Prover(objective, inside.Column("step", "prover_value")[steps[^1]]) - Prover(objective, inside.Column("completion", "prover_value")[y]),
                    steps.Sum(step => advantages[step]));
            }

            Assert.All(advantages, advantage => Assert.InRange(advantage, -1, 1));
        }
    });

    [Fact]
    public void The_best_of_one_is_the_policy_itself() => Check([new Pav()], batch =>
        Property.Agree(new Pav().Values("ProverAdvantage", batch), new Pav { BestOfK = true, Attempts = 1 }.Values("ProverAdvantage", batch)));

    [Fact]
    public void Igpo_s_raw_gains_telescope_and_its_last_turn_has_the_outcome() => Check([new Igpo()], batch =>
    {
        double[] rewards = new Igpo().Values("TurnReward", batch);
        PackedLink completion = batch.Link("turn", "completion"), turn = batch.Link("answer", "turn");
        double Belief(int row) => turn.Sources(row).Average(answer => batch.Column("answer", "logp")[answer]);
        for (int y = 0; y < batch.Rows("completion"); y++)
        {
            int[] turns = completion.Sources(y);
            Property.Agree(batch.Column("completion", "reward")[y], rewards[turns[^1]]);
            Property.Agree(Belief(turns[^1]) - Belief(turns[0]), turns.SkipLast(1).Sum(row => rewards[row]));
        }
    });

    [Fact]
    public void With_constant_beliefs_and_no_scale_every_turn_of_igpo_has_dr_grpo_s_advantage() => Check([new Igpo(), new DrGrpo()], batch =>
    {
        PackedBatch constant = batch.Filled("answer", "logp", -1).Filled("completion", "scored", 1);
        double[] centred = new DrGrpo().Values("Advantage", constant);
        Property.Agree([.. batch.CompletionOfToken().Select(y => centred[y])], new Igpo { Scales = false }.Values("Advantage", constant), 1e-8);
    });

    [Fact]
    public void Without_the_fork_s_weight_portool_is_grpo_on_the_outcomes() => Check([new PorTool(), new Grpo()], batch =>
    {
        double[] grpo = new Grpo().Values("Advantage", batch.Filled("completion", "scored", 1));
        Property.Agree(
            [.. batch.Link("step", "completion").Targets.ToArray().Select(y => grpo[y])],
            new PorTool { ForkWeight = 0, Epsilon = 1e-4 }.Values("Advantage", batch));
    });

    [Fact]
    public void The_advantages_of_the_steps_at_a_fork_add_up_to_0() => Check([new PorTool()], batch =>
    {
        double[] advantages = new PorTool().Values("ForkAdvantage", batch);
        PackedLink fork = batch.Link("step_node", "fork");
        Assert.All(Enumerable.Range(0, batch.Rows("fork")), row => Property.Agree(0, fork.Sources(row).Sum(node => advantages[node]), 1e-7));
    });

    [Fact]
    public void Step_rewards_of_an_implicit_prm_add_up_to_the_outcome_s() => Check([new ImplicitPrmScore()], batch =>
    {
        ImplicitPrmScore sum = new() { Score = StepScore.Single, Aggregate = StepAggregate.Sum };
        Property.Agree(sum.Values("OutcomeReward", batch), sum.Values("ResponseScore", batch));
    });

    [Fact]
    public void An_untrained_implicit_prm_has_the_losses_of_a_coin() => Check([new ImplicitPrm(), new ImplicitPrmKto()], batch =>
    {
        PackedBatch untrained = batch.Copied("token", "ref_logp", "logp");
        Property.Agree(Math.Log(2), new ImplicitPrm().Loss(untrained));
        Property.Agree(0.5, new ImplicitPrmKto().Loss(untrained));
    });

    private static double Share(double value) => 1 / (1 + Math.Exp(-value));

    private static double Prover(Pav objective, double value) => objective.BestOfK ? 1 - Math.Pow(1 - value, objective.Attempts) : value;

    private static double[] OfCompletions(PackedBatch batch, double[] tokens) =>
        [.. Enumerable.Range(0, batch.Rows("completion")).Select(y => batch.Link("token", "completion").Sources(y).Sum(t => tokens[t]))];

    /// <summary>The batch with turns that end with tokens of their own: the first with the first token, and the last with the last.</summary>
    private static PackedBatch WithEnds(PackedBatch batch)
    {
        PackedLink turns = batch.Link("turn", "completion"), tokens = batch.Link("token", "completion");
        int[] last = [.. Enumerable.Range(0, batch.Rows("turn")).Select(turn =>
        {
            int[] own = tokens.Sources(turns.Target(turn)), all = turns.Sources(turns.Target(turn));
            return turn == all[^1] ? own[^1] : own[Array.IndexOf(all, turn)];
        })];
        return PackedBatchBuilder.From(batch).Link("turn", "last", "token", last).Build();
    }

    private static BatchGenerator Batches(IReadOnlyList<IObjective> objectives) => BatchGenerator.For(objectives)
        .Family("group", 1, 3).Family("completion", 2, 4).Family("token", 3, 5).Family("turn", 1, 3).Family("step", 1, 3);

    private static void Check(IReadOnlyList<IObjective> objectives, Action<PackedBatch> claim) => Property.Holds(claim, Batches(objectives));
}
