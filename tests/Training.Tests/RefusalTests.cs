using Paragon.Algorithms;
using Paragon.Models;

namespace Paragon.Training.Tests;

/// <summary>What stops a training, and in which words.</summary>
public sealed class RefusalTests
{
    private static readonly int[] s_prompt = [1, 2];

    [Fact]
    public void A_loss_that_is_not_a_number_stops_before_the_parameters_change()
    {
        NotANumber objective = new();
        using Policy policy = Policies.Create(objective, SortDigits.Tokenizer, 1, 16);
        using Trainer trainer = new(policy, objective, new TrainerOptions(), 1);
        double[] before = policy.Numbers();
        (PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences) = new DemonstrationLayout().Pack([new(s_prompt, [3, 4])]);
        TrainingException error = Assert.Throws<TrainingException>(() => trainer.Step(batch, sequences));
        Assert.Contains("Update 0: the loss of not-a-number is NaN", error.Message, StringComparison.Ordinal);
        Assert.Contains("token.logp lies in", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, policy.Numbers());
    }

    [Fact]
    public void A_reward_outside_its_declared_range_is_an_error()
    {
        Prompt prompt = new(s_prompt, "12=", "12", "a test");
        TrainingException error = Assert.Throws<TrainingException>(() => CheckedReward.Of(new Generous(), prompt, Text("12")));
        Assert.Contains("returned 7", error.Message, StringComparison.Ordinal);
        Assert.Contains("[0, 1]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_reward_is_left_out_and_counted_never_a_silent_zero()
    {
        Feature feature = CheckedReward.Of(new NumericAnswer(), new Prompt(s_prompt, "1+1?", "nobody knows", "file.jsonl:3"), Text("#### 2"));
        Assert.Contains("file.jsonl:3", feature.Failure, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => feature.Value);
    }

    [Theory]
    [InlineData("so 40 + 2\n#### 42", 1)]
    [InlineData("#### $1,042", 0.1)]
    [InlineData("42", 1)]
    [InlineData("forty-two", 0)]
    [InlineData("#### ", 0)]
    public void The_numeric_answer_is_right_wrong_or_none(string completion, double reward) =>
        Assert.Equal(reward, new NumericAnswer(numberCredit: 0.1).Evaluate(new Prompt(s_prompt, "", "work\n#### 42", "a test"), Text(completion)).Value);

    [Fact]
    public void The_reference_is_read_only_where_an_option_asks_for_it()
    {
        Assert.False(ObjectiveInputs.Of(new Grpo()).Reads("token", "ref_logp"));
        Assert.True(ObjectiveInputs.Of(new Grpo { Beta = 0.1 }).Reads("token", "ref_logp"));
    }

    [Fact]
    public void A_link_that_a_training_does_not_make_is_named_before_the_first_step()
    {
        using Policy policy = Policies.Create(new Selm(), SortDigits.Tokenizer, 1, 16);
        TrainingException error = Assert.Throws<TrainingException>(() => new OfflineLoop<Comparison>(
            policy, policy.Model, new Selm(), new DrawnExamples<Comparison>([new(new(s_prompt, [3]), new(s_prompt, [4]))], 1), new PairLayout(), new OfflineOptions(), new TrainerOptions()));
        Assert.Contains("'selm' follows the link 'pair.response'", error.Message, StringComparison.Ordinal);
        Assert.Contains("pair.chosen", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_level_that_a_training_does_not_make_is_named()
    {
        using Policy policy = Policies.Create(new Dpo(), SortDigits.Tokenizer, 1, 16);
        TrainingException error = Assert.Throws<TrainingException>(() => new OnPolicyColumns(new(new Dpo()), new RolloutLevels(new(new Dpo()), SortDigits.Tokenizer), policy, null, 1, false));
        Assert.Contains("'dpo' reads the level 'pair'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tokens_without_a_character_take_a_place_of_the_answer_as_well()
    {
        SortDigits task = new(2, 1);
        Prompt prompt = new(s_prompt, "21=", "12", "a test");
        Assert.Equal(1, task.Evaluate(prompt, new CompletionText("12", 2, true)).Value);
        Assert.Equal(0.5, task.Evaluate(prompt, new CompletionText("12", 4, false)).Value);
    }

    private static CompletionText Text(string text) => new(text, text.Length, true);

    private sealed class Generous : IRewardFunction
    {
        public string Name => "generous";

        public double Minimum => 0;

        public double Maximum => 1;

        public Feature Evaluate(Prompt prompt, CompletionText completion) => 7;
    }
}
