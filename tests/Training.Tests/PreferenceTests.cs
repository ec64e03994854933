using Paragon.Algorithms;
using Paragon.Data;
using Paragon.Models;
using Paragon.Tokenizers;

namespace Paragon.Training.Tests;

/// <summary>Preference training on a small file made here.</summary>
public sealed class PreferenceTests : IDisposable
{
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("paragon-").FullName, "pairs.jsonl");

    public PreferenceTests() => File.WriteAllLines(_file, Enumerable.Range(0, 40).Select(row =>
        $$"""{"prompt": "{{row}}?", "chosen": "{{2 * (row % 5)}}", "rejected": "{{(2 * (row % 5)) + 1}}"}"""));

    [Fact]
    public void Dpo_raises_the_margin() => Assert.InRange(Margin(new Dpo()), 0.03, 10);

    [Fact]
    public void With_the_pair_turned_round_the_margin_falls() => Assert.InRange(Margin(new FlippedDpo()), -10, -0.03);

    [Fact]
    public void An_unpaired_method_learns_from_the_same_file()
    {
        Kto objective = new();
        using Policy policy = Policies.Create(objective, Tokenizer, 2, 32);
        using Transformer reference = policy.Model.Clone();
        SequenceEncoder encoder = new(Tokenizer, 16);
        using FileSource<PreferenceExample, Judgement> source = new(new DataFile(_file), 1, row =>
            [new(encoder.Encode(row.Prompt, row.Chosen), true), new(encoder.Encode(row.Prompt, row.Rejected), false)]);
        using OfflineLoop<Judgement> loop = new(policy, reference, objective, source, new JudgementLayout(true, 16), new OfflineOptions { Steps = 30, BatchSize = 8 }, Options);
        double first = loop.Step(0).Values["loss"], last = Enumerable.Range(1, 29).Select(loop.Step).TakeLast(5).Average(report => report.Values["loss"]);
        Assert.True(last < first, $"loss {first:f4} at first, {last:f4} at last");
    }

    [Fact]
    public void An_objective_that_reads_a_reference_asks_for_one()
    {
        using Policy policy = Policies.Create(new Dpo(), Tokenizer, 2, 32);
        TrainingException error = Assert.Throws<TrainingException>(() => Loop(new Dpo(), policy, null));
        Assert.Contains("reference", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_objective_for_rollouts_says_what_pairs_do_not_have()
    {
        using Policy policy = Policies.Create(new Grpo(), Tokenizer, 2, 32);
        TrainingException error = Assert.Throws<TrainingException>(() => Loop(new Grpo(), policy, null));
        Assert.Contains("'grpo' reads the column", error.Message, StringComparison.Ordinal);
        Assert.Contains("paragon explain grpo", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    private static CharacterTokenizer Tokenizer { get; } = new("0123456789?");

    private static TrainerOptions Options { get; } = new() { LearningRate = 1e-3, WarmUpSteps = 3 };

    /// <summary>The margin over the last steps of a short training; it begins at 0.</summary>
    private double Margin(IObjective objective)
    {
        using Policy policy = Policies.Create(objective, Tokenizer, 2, 32);
        using Transformer reference = policy.Model.Clone();
        using OfflineLoop<Comparison> loop = Loop(objective, policy, reference);
        return Enumerable.Range(0, 30).Select(loop.Step).TakeLast(5).Average(report => report.Values["margin"]);
    }

    private OfflineLoop<Comparison> Loop(IObjective objective, Policy policy, Transformer? reference)
    {
        SequenceEncoder encoder = new(Tokenizer, 16);
        FileSource<PreferenceExample, Comparison> source = new(new DataFile(_file), 1, row =>
            [new(encoder.Encode(row.Prompt, row.Chosen), encoder.Encode(row.Prompt, row.Rejected))]);
        return new(policy, reference, objective, source, new PairLayout(), new OfflineOptions { Steps = 30, BatchSize = 8 }, Options);
    }
}
