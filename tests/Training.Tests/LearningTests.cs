using Paragon.Algorithms;
using Paragon.Models;
using Paragon.Rollouts;

namespace Paragon.Training.Tests;

/// <summary>The embedded task, smaller: what is learned, and that a wrong formula does not learn it.</summary>
public sealed class LearningTests
{
    private const int Steps = 60;
    private const int Digits = 4;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Grpo_learns_the_embedded_task_from_nothing(int seed)
    {
        (double before, double after) = Train(new Grpo(), (ulong)seed);
        Assert.True(after > before + 0.15, $"mean reward {before:f3} before, {after:f3} after");
    }

    [Fact]
    public void Tempo_learns_the_embedded_task_from_nothing()
    {
        (double before, double after) = Train(new Tempo(), 1);
        Assert.True(after > before + 0.15, $"mean reward {before:f3} before, {after:f3} after");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void With_the_sign_of_the_advantage_turned_round_the_reward_does_not_rise(int seed)
    {
        (double before, double after) = Train(new FlippedGrpo(), (ulong)seed);
        Assert.True(after < before + 0.02, $"mean reward {before:f3} before, {after:f3} after");
    }

    [Fact]
    public void Grpo_learns_the_embedded_task_from_preference_as_reward()
    {
        (double before, double after) = Train(new Grpo(), 1, new Par { Steepness = 4 });
        Assert.True(after > before + 0.15, $"mean reward {before:f3} before, {after:f3} after");
    }

    [Fact]
    public void A_shaping_that_pays_for_what_is_bad_is_followed()
    {
        (double before, double after) = Train(new Grpo(), 1, new Negated());
        Assert.True(after < before + 0.02, $"mean reward {before:f3} before, {after:f3} after");
    }

    internal static (double Before, double After) Train(IObjective objective, ulong seed, params IObjective[] shapings)
    {
        SortDigits task = new(Digits, seed);
        using Policy policy = Policies.Create(objective, SortDigits.Tokenizer, seed);
        OnPolicyOptions options = new() { Steps = Steps, Prompts = 16, GroupSize = 8, MaximumNewTokens = task.MaximumNewTokens, Continuations = 2 };
        using Transformer reference = policy.Model.Clone();
        using OnPolicyLoop loop = new(
            policy, reference, objective, task, task, SortDigits.Tokenizer, options, new TrainerOptions { LearningRate = 2e-3, WarmUpSteps = 5 }, new Seeds(seed), null, TaskSteps.Of(new ShapingChain(objective, shapings), task), shapings);
        double before = Sampled(policy, seed);
        for (int step = 0; step < Steps; step++)
        {
            loop.Step(step);
        }

        return (before, Sampled(policy, seed));
    }

    /// <summary>Mean reward of sampled completions of prompts that training does not see.</summary>
    private static double Sampled(Policy policy, ulong seed)
    {
        SortDigits apart = new(Digits, 1_000_000 + seed);
        Prompt[] prompts = [.. Enumerable.Range(0, 128).Select(_ => apart.Next())];
        using Sampler sampler = new(policy.Model, new SamplingOptions { MaximumNewTokens = apart.MaximumNewTokens, RowsPerBatch = 128 }, seed);
        return new RolloutCollector(SortDigits.Tokenizer, apart).Collect(prompts, 1, sampler).Groups.Average(group => group[0].Reward);
    }
}
