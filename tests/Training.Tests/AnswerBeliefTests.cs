using Paragon.Algorithms;
using Paragon.Models;
using Paragon.Segmentation;

namespace Paragon.Training.Tests;

/// <summary>The policy's belief in the known answer is that of the answer read in the place of each turn.</summary>
public sealed class AnswerBeliefTests
{
    [Fact]
    public void The_answer_is_read_after_the_turns_before()
    {
        using Policy policy = Policies.Create(new Igpo(), SortDigits.Tokenizer, 2, 16);
        Rollout[] rollouts = [.. Enumerable.Range(0, 2).Select(row =>
        {
            TokenizedCompletion sequence = UpdateSamples.Sequence(row, 5);
            return new Rollout(new Prompt(sequence.Prompt, "", "123", "a test"), "", sequence, [.. sequence.Completion.Select(_ => -1.0)], true, 1);
        })];
        PackedBatch batch = RolloutBatch.Of([rollouts]).Batch;
        batch = new SegmentedLevel("turn", new NGramSegmenter(2)).Add(batch, [.. rollouts.Select(_ => new NGramSegmenter(2).Cut(CompletionTokens.Of(SortDigits.Tokenizer, rollouts[0].Sequence.Completion, rollouts[0].LogProbabilities), new Random(0)))]);
        PackedBatch read = new AnswerBeliefs(new(new Igpo()), SortDigits.Tokenizer, policy, 1).Add(batch, rollouts);
        int[] answer = SortDigits.Tokenizer.Encode("123");
        Assert.Equal(6, read.Rows("turn"));
        Assert.Equal(6 * answer.Length, read.Rows("answer"));
        TokenizedCompletion[] expected = [.. rollouts.SelectMany(rollout => new[] { 0, 2, 4 }.Select(before => new TokenizedCompletion([.. rollout.Sequence.Prompt, .. rollout.Sequence.Completion[..before]], answer)))];
        Assert.Equal(PolicyColumns.LogProbabilities(policy.Model, expected, 1), read.Column("answer", "logp"));
        Assert.Same(batch, new AnswerBeliefs(new(new Grpo()), SortDigits.Tokenizer, policy, 1).Add(batch, rollouts));
    }

    [Fact]
    public void A_prompt_without_an_answer_is_named()
    {
        using Policy policy = Policies.Create(new Igpo(), SortDigits.Tokenizer, 2, 16);
        TokenizedCompletion sequence = UpdateSamples.Sequence(0, 3);
        Rollout rollout = new(new Prompt(sequence.Prompt, "why", null, "file.jsonl:3"), "", sequence, [-1, -1, -1], true, 1);
        PackedBatch batch = new SegmentedLevel("turn", new NGramSegmenter(3)).Add(RolloutBatch.Of([[rollout]]).Batch, [SegmentCut.Of(3, _ => false)]);
        TrainingException error = Assert.Throws<TrainingException>(() => new AnswerBeliefs(new(new Igpo()), SortDigits.Tokenizer, policy, 1).Add(batch, [rollout]));
        Assert.Contains("'why' (file.jsonl:3) has none", error.Message, StringComparison.Ordinal);
    }
}
