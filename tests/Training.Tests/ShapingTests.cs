using Paragon.Algorithms;
using Paragon.Models;

namespace Paragon.Training.Tests;

/// <summary>Objectives without a loss before one that has a loss.</summary>
public sealed class ShapingTests : IDisposable
{
    private const int Steps = 4;
    private readonly string _folder = Directory.CreateTempSubdirectory("paragon-").FullName;

    [Fact]
    public void A_shaping_reads_as_score_what_the_one_before_it_made_of_the_reward()
    {
        PackedBatch batch = Batch(rewards: [0.25, 0.5, 1], scores: [0.25, 0.5, 1]);
        LengthPenalty penalty = new() { ValidLength = 0, Slope = 0.125 };
        (PackedBatch shaped, IReadOnlyDictionary<string, double> values) = new ShapingChain(new Grpo(), [penalty, new SigmoidReward { Steepness = 4 }]).Shape(new GraphBackend(), batch);
        double[] expected = [.. new[] { 0.25, 0.5, 1 }.Select(score => 1 / (1 + Math.Exp(-4 * (score - 0.25))))];
        Assert.All(expected.Zip(shaped.Column("completion", "reward")), pair => Assert.Equal(pair.First, pair.Second, 12));
        Assert.Equal(expected.Average(), values["shaped_reward"], 12);
    }

    [Fact]
    public void What_was_seen_of_scores_counts_from_batch_to_batch()
    {
        ShapingChain chain = new(new Grpo(), [new MinMax()]);
        chain.Shape(new GraphBackend(), Batch([0, 1, 1], [-3, 0, 1]));
        PackedBatch second = chain.Shape(new GraphBackend(), Batch([0, 1, 1], [0, 1, 5])).Batch;
        Assert.Equal([3 / 8.0, 4 / 8.0, 1], second.Column("completion", "reward"));
    }

    [Fact]
    public void Rewards_of_tokens_get_the_shaped_reward_where_the_objective_knows_no_others()
    {
        PackedBatch shaped = new ShapingChain(new TokenRewards(), [new SigmoidReward()]).Shape(new GraphBackend(), Batch([0, 0, 0], [0, 0, 0])).Batch;
        Assert.Equal([0, 0.5, 0, 0.5, 0, 0.5], shaped.Column("token", "reward"));
    }

    [Fact]
    public void What_has_a_loss_cannot_shape() => Assert.StartsWith(
        "'dr-grpo' has a loss of its own", Assert.Throws<TrainingException>(() => new ShapingChain(new Grpo(), [new DrGrpo()])).Message, StringComparison.Ordinal);

    [Fact]
    public void What_nothing_reads_is_refused()
    {
        Assert.StartsWith("'gae' gives token.raw_advantage, token.advantage, token.return, and nothing after it reads that: 'grpo'", Refused(new Grpo(), new Gae()), StringComparison.Ordinal);
        Assert.StartsWith("'par' gives completion.reward, and nothing after it reads that: 'group-reward', 'grpo'", Refused(new Grpo(), new Par(), new GroupReward()), StringComparison.Ordinal);

        static string Refused(IObjective objective, params IObjective[] shapings) => Assert.Throws<TrainingException>(() => new ShapingChain(objective, shapings)).Message;
    }

    [Fact]
    public void References_are_scored_completions_of_the_reference_policy_the_same_for_a_group()
    {
        SortDigits task = new(3, 1);
        using Policy policy = Policies.Create(new Grpo(), SortDigits.Tokenizer, 1, 16);
        RolloutCollector collector = new(SortDigits.Tokenizer, task);
        Prompt[] prompts = [task.Next(), task.Next()];
        Rollout[] rollouts = [.. prompts.SelectMany(prompt => Enumerable.Range(0, 3).Select(_ => new Rollout(prompt, "", new TokenizedCompletion(prompt.Tokens, [1]), [-1], false, 0.25)))];
        PackedBatch batch = RolloutBatch.Of([rollouts[..3], rollouts[3..]]).Batch;
        Rollouts.SamplingOptions sampling = new() { MaximumNewTokens = 5, StopTokens = [SortDigits.Tokenizer.EndOfText] };
        PackedBatch scored = new ScoreColumns(new ShapingChain(new Grpo(), [new Par()]).Inputs, collector, policy.Model, null, 4).Add(batch, rollouts, sampling, 7);
        using Rollouts.Sampler sampler = new(policy.Model, sampling, 7);
        double[] expected = [.. collector.Collect(prompts, 4, sampler).Groups.SelectMany(group => Enumerable.Repeat(group, 3)).SelectMany(group => group.Select(rollout => rollout.Reward))];
        Assert.Equal(expected, scored.Column("reference", "score"));
        Assert.True(expected.Distinct().Count() > 1);
        Assert.Equal([.. Enumerable.Repeat(0.25, 6)], scored.Column("completion", "score"));
    }

    [Fact]
    public void The_greedy_baseline_is_shaped_as_well()
    {
        GreedyAdvantage objective = new();
        SortDigits task = new(3, 1);
        using Policy policy = Policies.Create(objective, SortDigits.Tokenizer, 1, 16);
        OnPolicyOptions options = new() { Steps = 1, Prompts = 4, GroupSize = 4, MaximumNewTokens = 5 };
        using OnPolicyLoop plain = new(policy, null, objective, task, task, SortDigits.Tokenizer, options, new TrainerOptions(), new Seeds(1));
        double raw = plain.Step(0).Values["baseline"];
        using OnPolicyLoop shaped = new(policy, null, objective, new SortDigits(3, 1), task, SortDigits.Tokenizer, options, new TrainerOptions { LearningRate = 1e-12 }, new Seeds(1), shapings: [new Negated()]);
        Assert.True(raw > 0);
        Assert.InRange(shaped.Step(0).Values["baseline"], -1, -1e-9);
    }

    [Fact]
    public void A_run_resumes_bit_for_bit_with_what_was_seen_of_scores()
    {
        double[] whole = Train("whole", Steps);
        Train("stopped", 2);
        Assert.Equal(whole, Train("stopped", Steps));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>REINFORCE with the score standardised by all before it, taken up where it stopped.</summary>
    private double[] Train(string name, int until)
    {
        Wbc objective = new();
        SortDigits task = new(3, 1);
        using Policy policy = Policies.Create(objective, SortDigits.Tokenizer, 1, 16);
        OnPolicyOptions options = new() { Steps = Steps, Prompts = 4, GroupSize = 2, MaximumNewTokens = 5 };
        using OnPolicyLoop loop = new(policy, null, objective, task, task, SortDigits.Tokenizer, options, new TrainerOptions { WarmUpSteps = 0 }, new Seeds(1), shapings: [new MeanStd()]);
        using CancellationTokenSource stop = new();
        new TrainingRun(Path.Combine(_folder, name), loop, checkpointEvery: 1).Run(
            report =>
            {
                if (report.Step == until - 1)
                {
                    stop.Cancel();
                }
            },
            stop.Token);
        return policy.Numbers();
    }

    private static PackedBatch Batch(double[] rewards, double[] scores) => new PackedBatchBuilder()
        .Level("group", 1).LevelOf("completion", "group", [3]).LevelOf("token", "completion", [2, 2, 2])
        .Column("completion", "reward", rewards).Column("completion", "score", scores).Build();
}
