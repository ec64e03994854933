using Paragon.Algorithms;
using Paragon.Models;
using Paragon.Tokenizers;

namespace Paragon.Training.Tests;

/// <summary>What the reference says of a completion when a better and when a worse answer is asked for.</summary>
public sealed class ContrastPromptTests
{
    private static readonly ByteTokenizer s_bytes = new();

    [Fact]
    public void The_columns_are_the_model_s_log_probabilities_after_each_instruction()
    {
        using Policy policy = Policies.Create(new TReg(), s_bytes, 3, 32);
        ContrastPrompts prompts = new(s_bytes, 64, "good:", "bad:");
        (PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences) = new PairLayout().Pack([new(Sequence("Hi?", "yes"), Sequence("Hi?", "no"))]);
        PackedBatch asked = prompts.AddTo(batch, policy.Model, sequences, 1);
        foreach ((string column, string instruction) in new[] { ("better_logp", "good:"), ("worse_logp", "bad:") })
        {
            double[] expected = PolicyColumns.LogProbabilities(policy.Model, [Sequence($"{instruction}Hi?", "yes"), Sequence($"{instruction}Hi?", "no")], 1);
            Assert.Equal(expected, asked.Column("token", column));
        }

        Assert.NotEqual(asked.Column("token", "better_logp"), asked.Column("token", "worse_logp"));
    }

    [Fact]
    public void A_prompt_that_does_not_fit_loses_its_beginning_and_never_its_end()
    {
        ContrastPrompts prompts = new(s_bytes, 12, "good:", "bad:");
        TokenizedCompletion asked = prompts.Asked(Sequence("a long question?", "yes"), s_bytes.Encode("good:"));
        Assert.Equal("good:ion?", s_bytes.Decode(asked.Prompt));
        Assert.Equal(12, asked.Prompt.Length + asked.Completion.Length);
    }

    [Fact]
    public void An_objective_that_reads_them_asks_for_them()
    {
        using Policy policy = Policies.Create(new TReg(), s_bytes, 3, 32);
        using Transformer reference = policy.Model.Clone();
        TrainingException error = Assert.Throws<TrainingException>(() => new OfflineLoop<Comparison>(policy, reference, new TReg(), new None(), new PairLayout(), new OfflineOptions(), new TrainerOptions()));
        Assert.Contains("asked for a better and for a worse answer", error.Message, StringComparison.Ordinal);
        TrainingException without = Assert.Throws<TrainingException>(() => new OfflineLoop<Comparison>(
            policy, null, new TRegSimpo(), new None(), new PairLayout(), new OfflineOptions(), new TrainerOptions(), contrast: new ContrastPrompts(s_bytes, 64)));
        Assert.Contains("reference", without.Message, StringComparison.Ordinal);
    }

    private static TokenizedCompletion Sequence(string prompt, string completion) => new(s_bytes.Encode(prompt), s_bytes.Encode(completion));

    private sealed class None : IExampleSource<Comparison>
    {
        public Data.DataPosition Position => throw new NotSupportedException();

        public Comparison Next() => throw new NotSupportedException();

        public void Restore(Data.DataPosition position) => throw new NotSupportedException();
    }
}
