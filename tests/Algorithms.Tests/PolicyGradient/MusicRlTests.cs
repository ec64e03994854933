using Paragon.Testing;

namespace Paragon.Algorithms.Tests;

/// <summary>MusicRL's loss and its reward.</summary>
public sealed class MusicRlTests
{
    private const double Alpha = 0.3;

    [Fact]
    public void At_the_anchor_the_divergence_alone_is_0_and_pulls_nowhere() => Check(batch =>
    {
        MusicRl divergence = new() { Alpha = 1, ValueCoefficient = 0 };
        PackedBatch anchored = divergence.Prepared(batch.Copied("choice", "ref_logit", "logit"));
        Property.Agree(0, divergence.Loss(anchored));
        Assert.All(divergence.Gradient(anchored, "logit", "choice"), slope => Assert.Equal(0, slope, 1e-12));
        Assert.All(divergence.Values("Kl", batch), kl => Assert.True(kl >= -1e-12));
    });

    [Fact]
    public void Without_the_divergence_it_is_reinforce_with_a_baseline() => Check(batch =>
    {
        MusicRl reinforce = new() { Alpha = 0, ValueCoefficient = 0 };
        PackedBatch prepared = reinforce.Prepared(batch);
        double[] advantages = prepared.Column("token", "advantage");
        double expected = -Enumerable.Range(0, batch.Rows("token")).Sum(token => advantages[token] * Math.Log(Policy(batch, token)[Taken(batch, token)])) / batch.Rows("completion");
        Property.Agree(expected, reinforce.Loss(prepared));
    });

    /// <summary>Of one token, the mean over the policy's own actions is the gradient of (1 - α) E R - α KL, whatever the baseline.</summary>
    [Fact]
    public void In_expectation_the_gradient_is_that_of_the_regularised_reward() => Property.Holds(
        batch => Property.Agree(Regularized(batch), Expected(batch), 1e-8),
        Arms());

    [Fact]
    public void In_expectation_the_anchor_tilted_by_the_reward_is_the_best_policy() => Property.Holds(
        batch =>
        {
            PackedBatch best = batch.With("choice", "logit", [.. batch.Column("choice", "ref_logit").Select((logit, a) => logit + ((1 - Alpha) * RewardOf(a) / Alpha))]);
            Assert.All(Expected(best), slope => Assert.Equal(0, slope, 1e-9));
        },
        Arms());

    [Fact]
    public void With_a_reward_at_the_end_every_token_has_the_same_return() => Check(batch =>
    {
        PackedBatch atTheEnd = batch.Filled("token", "reward", 0);
        double[] returns = new MusicRl().Values("ReturnToGo", atTheEnd);
        int[] completion = batch.CompletionOfToken();
        Property.Agree([.. completion.Select(y => batch.Column("completion", "reward")[y])], returns);
    });

    [Fact]
    public void Policy_and_value_learn_apart() => Check(batch =>
    {
        MusicRl both = new() { Alpha = Alpha };
        MusicRl policy = both with { ValueCoefficient = 0 };
        PackedBatch prepared = both.Prepared(batch);
        Property.Agree(policy.Gradient(prepared, "logit", "choice"), both.Gradient(prepared, "logit", "choice"));
        Property.Agree(
            [.. prepared.Column("token", "value").Zip(prepared.Column("token", "return"), (value, target) => 2 * (value - target) / batch.Rows("completion"))],
            both.Gradient(prepared, "value"));
    });

    [Fact]
    public void The_text_reward_sees_directions_only_and_opinions_go_from_0_to_1() => Property.Holds(
        batch =>
        {
            MusicRlReward reward = new();
            PackedBatch louder = batch.With("coordinate", "audio", [.. batch.Column("coordinate", "audio").Select(x => 2.7 * x)]);
            Property.Agree(reward.Values("Text", batch), reward.Values("Text", louder));
            Assert.All(reward.Values("Text", batch), text => Assert.InRange(text, -1 - 1e-12, 1 + 1e-12));
            Assert.All(reward.Values("Quality", batch.Filled("listening_window", "mean_opinion", 1)), quality => Assert.Equal(0, quality));
            Assert.All(reward.Values("Quality", batch.Filled("listening_window", "mean_opinion", 5)), quality => Assert.Equal(1, quality));
        },
        BatchGenerator.For(new MusicRlReward()));

    private static double RewardOf(int action) => Math.Sin((5 * action) + 1);

    /// <summary>The mean of the gradient over the policy's actions: one token, its choices the actions.</summary>
    private static double[] Expected(PackedBatch batch)
    {
        MusicRl objective = new() { Alpha = Alpha, ValueCoefficient = 0 };
        double[] policy = Policy(batch, 0);
        double[] expected = new double[policy.Length];
        for (int action = 0; action < policy.Length; action++)
        {
            PackedBatch taken = Choosing(batch, action).Filled("completion", "reward", RewardOf(action)).Filled("token", "reward", 0);
            double[] gradient = objective.Gradient(objective.Prepared(taken), "logit", "choice");
            expected = [.. expected.Zip(gradient, (sum, slope) => sum + (policy[action] * slope))];
        }

        return expected;
    }

    private static double[] Regularized(PackedBatch batch)
    {
        double[] policy = Policy(batch, 0);
        double[] anchor = Policy(batch.Copied("choice", "ref_logit", "logit"), 0);
        double mean = policy.Select((p, a) => p * RewardOf(a)).Sum();
        double kl = policy.Zip(anchor, (p, q) => p * Math.Log(p / q)).Sum();
        return [.. policy.Select((p, a) => -((1 - Alpha) * p * (RewardOf(a) - mean)) + (Alpha * p * (Math.Log(p / anchor[a]) - kl)))];
    }

    private static double[] Policy(PackedBatch batch, int token)
    {
        double[] weights = [.. batch.Link("choice", "token").Sources(token).Select(choice => Math.Exp(batch.Column("choice", "logit")[choice]))];
        return [.. weights.Select(weight => weight / weights.Sum())];
    }

    /// <summary>The place of the token among its choices.</summary>
    private static int Taken(PackedBatch batch, int token) => batch.Link("token", "chosen").Target(token) - batch.Link("choice", "token").Sources(token)[0];

    /// <summary>A batch of one token like another, but for the choice that it takes.</summary>
    private static PackedBatch Choosing(PackedBatch batch, int action)
    {
        PackedBatchBuilder builder = new PackedBatchBuilder()
            .Level("completion", 1)
            .LevelOf("token", "completion", [1])
            .LevelOf("choice", "token", [batch.Rows("choice")])
            .Link("token", "chosen", "choice", [action]);
        foreach ((string level, string column) in new[] { ("token", "old_value"), ("token", "value"), ("choice", "logit"), ("choice", "ref_logit") })
        {
            builder.Column(level, column, batch.Column(level, column));
        }

        return builder.Column("completion", "reward", [0]).Column("token", "reward", [0]).Build();
    }

    private static BatchGenerator Arms() => BatchGenerator.For(new MusicRl()).Family("completion", 1, 1).Family("token", 1, 1).Family("choice", 2, 5);

    private static void Check(Action<PackedBatch> claim) => Property.Holds(claim, BatchGenerator.For(new MusicRl()));
}
