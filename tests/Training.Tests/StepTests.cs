using Paragon.Algorithms;
using Paragon.Models;
using Paragon.Rollouts;
using Paragon.Segmentation;

namespace Paragon.Training.Tests;

/// <summary>Steps that a task judges, trees of steps, and values of beginnings.</summary>
public sealed class StepTests
{
    private static readonly SamplingOptions s_sampling = new() { MaximumNewTokens = 5, StopTokens = [SortDigits.Tokenizer.EndOfText] };

    [Fact]
    public void Sorting_judges_each_digit_by_its_place_and_by_what_is_left()
    {
        SortDigits task = new(3, 1);
        Prompt prompt = new(SortDigits.Tokenizer.Encode("312="), "312=", "123", "a test");
        Assert.Equal([1, 0, 1, 1], Judged("good", ["1", "3", "3", ""]));
        Assert.Equal([1, 0, 0, 0], Judged("process_reward", ["1", "3", "3", ""]));
        Assert.Equal([1, 1, 0, 0], Judged("grounding", ["1", "3", "3", ""]));
        Assert.Equal([1, 1, 1, 1], Judged("format_score", ["1", "3", "2", ""]));
        Assert.Equal([1, 1, 1, 0], Judged("good", ["1", "2", "3", "3"]));

        double[] Judged(string column, string[] steps) => [.. task.StepFeatures.Single(feature => feature.Column == column).Values(prompt, steps)];
    }

    [Fact]
    public void Values_of_beginnings_are_mean_rewards_of_completions_from_there()
    {
        SortDigits task = new(3, 1);
        using Policy policy = Policies.Create(new Pav(), SortDigits.Tokenizer, 1, 16);
        using Policy prover = Policies.Create(new Pav(), SortDigits.Tokenizer, 2, 16);
        RolloutCollector collector = new(SortDigits.Tokenizer, task);
        Prompt prompt = task.Next();
        int[] right = SortDigits.Tokenizer.Encode(prompt.Answer!);
        Rollout[] rollouts = [Of([.. right, SortDigits.Tokenizer.EndOfText], 1), Of([.. right[..2], right[0], right[0]], 0.5)];
        PackedBatch batch = RolloutBatch.Of([rollouts]).Batch;
        batch = new SegmentedLevel("step", task.Steps).Add(batch, [.. rollouts.Select(rollout => SegmentCut.Of(rollout.Sequence.Completion.Length, _ => true))]);

        PackedBatch valued = new PrefixValues(ObjectiveInputs.Of(new Pav()), collector, policy.Model, prover.Model, 64).Add(batch, rollouts, s_sampling, 3);
        double[] values = valued.Column("step", "prover_value");
        Assert.Equal([1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5], valued.Column("step", "base_value"));
        Assert.Equal((1.0, 0.5), (values[3], values[7]));
        Assert.Equal(values[..2], values[4..6]);
        Assert.Equal(Mean(prover, []), valued.Column("completion", "prover_value")[0], 0.15);
        Assert.Equal(Mean(prover, right[..2]), values[1], 0.15);
        Assert.True(values[2] > values[0] + 0.2 && values[0] > valued.Column("completion", "prover_value")[0] + 0.05, string.Join(" ", values));
        Assert.False(valued.TryColumn("step", "success_rate", out _));

        double[] own = new PrefixValues(ObjectiveInputs.Of(new PavVerifier()), collector, policy.Model, null, 64).Add(batch, rollouts, s_sampling, 3).Column("step", "success_rate");
        Assert.Equal(Mean(policy, right[..1]), own[0], 0.15);

        Rollout Of(int[] tokens, double reward) => new(prompt, "", new TokenizedCompletion(prompt.Tokens, tokens), [.. tokens.Select(_ => -1.0)], tokens[^1] == SortDigits.Tokenizer.EndOfText, reward);

        double Mean(Policy of, int[] beginning)
        {
            using Sampler sampler = new(of.Model, s_sampling with { MaximumNewTokens = 5 - beginning.Length }, 11);
            return sampler.Generate([[.. prompt.Tokens, .. beginning]], 400).Average(end => collector.Value(prompt, [.. beginning, .. end.Tokens], end.Stopped));
        }
    }

    [Fact]
    public void Critics_of_steps_count_where_the_answer_is_right()
    {
        SortDigits task = new(3, 1);
        Prompt prompt = new(SortDigits.Tokenizer.Encode("312="), "312=", "123", "a test");
        Rollout[] rollouts = [Of("123", 1), Of("132", 1 / 3.0)];
        ShapingChain chain = new(new Grpo(), [new GRa()]);
        PackedBatch batch = new RolloutLevels(chain, SortDigits.Tokenizer, TaskSteps.Of(chain, task)).Add(RolloutBatch.Of([rollouts]).Batch, rollouts, new Random(0));
        (PackedBatch shaped, IReadOnlyDictionary<string, double> values) = chain.Shape(new GraphBackend(), batch);
        Assert.Equal([1 + 4, 1 / 3.0], shaped.Column("completion", "reward"));
        Assert.Equal(0.5, values["g_ra_critic_open"]);

        Rollout Of(string digits, double reward)
        {
            int[] tokens = [.. SortDigits.Tokenizer.Encode(digits), SortDigits.Tokenizer.EndOfText];
            return new Rollout(prompt, digits, new TokenizedCompletion(prompt.Tokens, tokens), [.. tokens.Select(_ => -1.0)], true, reward);
        }
    }

    [Fact]
    public void Rewards_that_are_no_probabilities_give_no_values()
    {
        TrainingException error = Assert.Throws<TrainingException>(() => PrefixValues.RequireRange(new Pav(), ObjectiveInputs.Of(new Pav()), new FeatureFunction("points", -1, 3, (_, _) => 0)));
        Assert.Contains("gives rewards in [-1, 3]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Completions_drawn_as_a_tree_share_their_first_steps()
    {
        SortDigits task = new(3, 1);
        using Policy policy = Policies.Create(new PorTool(), SortDigits.Tokenizer, 1, 16);
        Prompt[] prompts = [task.Next(), task.Next()];
        OnPolicyOptions options = new() { GroupSize = 8 };
        CollectedRollouts drawn = new RolloutCollector(SortDigits.Tokenizer, task).Collect(prompts, StepTrees.Draw(prompts, policy.Model, s_sampling, options, 5));
        Assert.All(drawn.Groups, group => Assert.InRange(group.Count, 2, 8));
        foreach ((IReadOnlyList<Rollout> group, Prompt prompt) in drawn.Groups.Zip(prompts))
        {
            Assert.All(group, rollout => Assert.Equal((prompt.Text, rollout.Sequence.Completion.Length), (rollout.Prompt.Text, rollout.Nodes.Count)));
            Assert.All(group, rollout => Assert.Equal(rollout.Sequence.Completion.Length, rollout.LogProbabilities.Length));
            (int Node, int Token)[] steps = [.. group.SelectMany(rollout => rollout.Nodes.Zip(rollout.Sequence.Completion))];
            Assert.All(steps.GroupBy(step => step.Node), node => Assert.Single(node.Select(step => step.Token).Distinct()));
            Assert.True(steps.DistinctBy(step => step.Node).Count() < steps.Length);
        }

        // The sampler's log-probabilities are the model's, as if the completion had been drawn at once.
        Rollout first = drawn.Groups[0][0];
        Assert.All(first.LogProbabilities.Zip(PolicyColumns.LogProbabilities(policy.Model, [first.Sequence], 1)), pair => Assert.Equal(pair.First, pair.Second, 4));

        Rollout[] all = [.. drawn.Groups.SelectMany(group => group)];
        ShapingChain chain = new(new PorTool());
        RolloutLevels levels = new(chain, SortDigits.Tokenizer, TaskSteps.Of(chain, task));
        PackedBatch batch = levels.Add(RolloutBatch.Of(drawn.Groups).Batch, all, new Random(0));
        Assert.Equal(drawn.Groups.Sum(group => group.SelectMany(rollout => rollout.Nodes).Distinct().Count()), batch.Rows("step_node"));
        Assert.All(batch.Column("step_node", "format_score"), score => Assert.Equal(1, Math.Abs(score)));
    }

    [Theory]
    [InlineData("pav")]
    [InlineData("portool")]
    public void Methods_of_steps_learn_the_embedded_task(string name)
    {
        IObjective objective = name == "pav" ? new Pav { Alpha = 1 } : new PorTool();
        (double before, double after) = LearningTests.Train(objective, 1);
        Assert.True(after > before + 0.1, $"{name}: mean reward {before:f3} before, {after:f3} after");
    }
}
