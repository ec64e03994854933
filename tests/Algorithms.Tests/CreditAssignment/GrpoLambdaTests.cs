namespace Paragon.Algorithms.Tests.CreditAssignment;

/// <summary>The identities of GRPO-λ.</summary>
public sealed class GrpoLambdaTests
{
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0)]
    [InlineData(0.5, 0)]
    public void With_lambda_or_alpha_0_rewards_are_0_and_1(double lambda, double alpha) => Holds(batch =>
        Property.Agree(batch.Column("completion", "reward"), new GrpoLambda { Lambda = lambda, Alpha = alpha }.Values("Shaped", batch)));

    [Fact]
    public void With_lambda_1_every_prompt_is_penalised() => Holds(batch =>
        Assert.All(new GrpoLambda { Lambda = 1 }.Values("IsPenalized", batch), penalized => Assert.Equal(1, penalized)));

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void The_share_lambda_of_the_prompts_that_is_answered_best_is_penalised(double lambda) => Holds(batch =>
    {
        GrpoLambda objective = new() { Lambda = lambda };
        double[] penalized = objective.Values("IsPenalized", batch);
        double[] accuracy = objective.Values("Accuracy", batch);
        Assert.Equal(Math.Floor((lambda * penalized.Length) + 1e-12), penalized.Sum());
        int[] best = [.. Enumerable.Range(0, penalized.Length).OrderByDescending(g => accuracy[g]).ThenBy(g => g).Take((int)penalized.Sum())];
        Assert.All(Enumerable.Range(0, penalized.Length), g => Assert.Equal(best.Contains(g) ? 1 : 0, penalized[g]));
    });

    [Fact]
    public void Every_right_answer_beats_every_wrong_one() => Holds(batch =>
    {
        double[] rewards = new GrpoLambda { Lambda = 1, Alpha = 0.9 }.Values("Shaped", batch);
        double[] right = batch.Column("completion", "reward");
        Assert.All(Enumerable.Range(0, right.Length), y => Assert.True(right[y] == 1 ? rewards[y] is > 0.1 and < 1 : rewards[y] == 0));
    });

    [Fact]
    public void A_longer_right_answer_has_less_reward_and_the_mean_length_half_the_penalty() => Holds(batch =>
    {
        double[] rewards = new GrpoLambda { Lambda = 1, Alpha = 0.4 }.Values("Shaped", batch);
        int[] lengths = batch.Lengths();
        foreach (int[] right in batch.Groups().Select(group => group.Where(y => batch.Column("completion", "reward")[y] == 1).ToArray()))
        {
            double mean = right.Length == 0 ? 0 : right.Average(y => lengths[y]);
            Assert.All(right, y => Assert.Equal(Math.Sign(mean - lengths[y]), Math.Sign(Math.Round(rewards[y] - 0.8, 9))));
            Assert.All(right.SelectMany(y => right, (y, z) => (y, z)).Where(pair => lengths[pair.y] < lengths[pair.z]), pair => Assert.True(rewards[pair.y] > rewards[pair.z]));
        }
    });

    [Fact]
    public void Lengths_may_be_scaled_and_shifted() => Holds(batch =>
    {
        GrpoLambda objective = new() { Lambda = 1, LengthEpsilon = 1e-14 };
        PackedBatch longer = new PackedBatchBuilder()
            .Level("group", batch.Rows("group"))
            .Level("completion", "group", batch.Link("completion", "group").Targets.ToArray())
            .LevelOf("token", "completion", batch.Lengths().Select(length => (3 * length) + 2))
            .Column("completion", "reward", batch.Column("completion", "reward"))
            .Build();
        Property.Agree(objective.Values("Shaped", batch), objective.Values("Shaped", longer), 1e-6);
    });

    [Fact]
    public void Where_all_answers_are_right_the_advantage_does_not_depend_on_alpha() => Holds(batch =>
    {
        GrpoLambda little = new() { Lambda = 1, Alpha = 0.1, Epsilon = 1e-14 };
        GrpoLambda much = little with { Alpha = 0.7 };
        PackedBatch right = batch.Filled("completion", "reward", 1);

        // Equal lengths have no spread: there rounding alone would be standardised.
        int[] spread = [.. batch.Groups().Where(group => group.Select(y => batch.Lengths()[y]).Distinct().Count() > 1).SelectMany(group => group)];
        double[] one = little.Prepared(right).Column("completion", "advantage");
        double[] other = much.Prepared(right).Column("completion", "advantage");
        Property.Agree([.. spread.Select(y => one[y])], [.. spread.Select(y => other[y])], 1e-6);
    });

    private static void Holds(Action<PackedBatch> claim) => CreditSample.Holds(batch =>
        claim(batch.With("completion", "reward", [.. batch.Column("token", "logp").Take(batch.Rows("completion")).Select(logp => (double)((int)(Math.Abs(logp) * 1e6) % 2))])));
}
