using Paragon.Algorithms;
using Paragon.Models;
using Paragon.Tokenizers;

namespace Paragon.Training.Tests;

/// <summary>A model of what prompts are worth, on prompts whose worth their first token says.</summary>
public sealed class PromptValueTests
{
    private static readonly CharacterTokenizer s_tokenizer = new("0123456789?");

    private static readonly PromptValueOptions s_options = new() { LearningRate = 3e-3, Epochs = 40 };

    [Fact]
    public void Values_tell_prompts_of_high_and_of_low_reward_apart_on_prompts_that_were_not_seen()
    {
        using Policy policy = Policies.Create(new Nll(), s_tokenizer, 5, 32);
        double[] before = policy.Numbers();
        (int[][] prompts, double[] rewards) = Prompts(0, 120);
        using PromptValueModel values = PromptValueModel.Fit(policy.Model, prompts, rewards, s_options, new Seeds(1));
        (int[][] others, double[] truth) = Prompts(1000, 40);
        double[] told = values.Values(others);
        Assert.All(told, value => Assert.InRange(value, 0, 1));
        double high = told.Where((_, i) => truth[i] > 0.5).Average(), low = told.Where((_, i) => truth[i] < 0.5).Average();
        Assert.True(high > low + 0.4, $"high {high:f3}, low {low:f3}; errors {string.Join(", ", values.Errors.Select(error => $"{error:f3}"))}");
        Assert.True(values.Errors.Min() < 0.25 * values.Errors[0]);
        Assert.Equal(before, policy.Numbers());
    }

    [Fact]
    public void Without_a_relation_to_the_prompt_values_do_not_tell_them_apart()
    {
        using Policy policy = Policies.Create(new Nll(), s_tokenizer, 5, 32);
        (int[][] prompts, _) = Prompts(0, 120);
        using PromptValueModel values = PromptValueModel.Fit(policy.Model, prompts, [.. prompts.Select((_, i) => i / 2 % 2 == 0 ? 0.8 : 0.2)], s_options, new Seeds(1));
        (int[][] others, double[] truth) = Prompts(1000, 40);
        double[] told = values.Values(others);
        Assert.InRange(told.Where((_, i) => truth[i] > 0.5).Average() - told.Where((_, i) => truth[i] < 0.5).Average(), -0.3, 0.3);
    }

    [Fact]
    public void Padding_behind_shorter_prompts_changes_no_value()
    {
        using Policy policy = Policies.Create(new Nll(), s_tokenizer, 5, 32);
        (int[][] prompts, double[] rewards) = Prompts(0, 20);
        using PromptValueModel values = PromptValueModel.Fit(policy.Model, prompts, rewards, s_options with { Epochs = 1 }, new Seeds(1));
        int[] brief = s_tokenizer.Encode("3?");
        Assert.Equal(values.Values([brief])[0], values.Values([brief, s_tokenizer.Encode("3123456789?")])[0], 1e-5);
    }

    [Fact]
    public void A_reward_outside_the_range_is_refused()
    {
        using Policy policy = Policies.Create(new Nll(), s_tokenizer, 5, 32);
        (int[][] prompts, double[] rewards) = Prompts(0, 20);
        rewards[7] = 1.5;
        Assert.Contains("A reward is 1.5", Assert.Throws<TrainingException>(() => PromptValueModel.Fit(policy.Model, prompts, rewards, s_options, new Seeds(1))).Message, StringComparison.Ordinal);
    }

    /// <summary>Prompts of numbers; those that begin with a digit below 5 have a high reward.</summary>
    private static (int[][] Prompts, double[] Rewards) Prompts(int from, int count)
    {
        string[] texts = [.. Enumerable.Range(from, count).Select(i => $"{i * 7 % 10}{i}?")];
        return ([.. texts.Select(s_tokenizer.Encode)], [.. texts.Select(text => text[0] < '5' ? 0.9 : 0.1)]);
    }
}
