using Paragon.Algorithms;
using Paragon.Data;
using Paragon.Models;
using Paragon.Tokenizers;

namespace Paragon.Training.Tests;

/// <summary>Training on completions with rewards of a small file made here: even answers are good.</summary>
public sealed class ScoredTests : IDisposable
{
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("paragon-").FullName, "scored.jsonl");

    public ScoredTests() => File.WriteAllLines(_file, Enumerable.Range(0, 40).Select(row =>
        $$"""{"prompt": "{{row}}?", "responses": ["{{2 * (row % 5)}}", "{{(2 * (row % 5)) + 1}}"], "rewards": [1, 0], "value": 0.4}"""));

    [Fact]
    public void CoPg_makes_the_better_completions_more_likely_than_the_worse() => Assert.InRange(Contrast(new CoPg { Beta = 0.1 }), 0.1, 20);

    [Fact]
    public void With_the_loss_turned_round_the_contrast_falls() => Assert.InRange(Contrast(new FlippedCoPg()), -1e4, -0.1);

    [Fact]
    public void A_lol_learns_the_completions_that_beat_the_value_and_leaves_the_others()
    {
        ALolRefFree objective = new();
        using Policy policy = Policies.Create(objective, Tokenizer, 2, 32);
        using FileSource<ScoredExample, ScoredCompletions> source = Source();
        ScoredCompletions[] shown = [.. Enumerable.Range(0, 40).Select(_ => source.Next())];
        (double good, double bad) = LogProbabilities(policy, shown);
        using OfflineLoop<ScoredCompletions> loop = new(policy, null, objective, source, ScoredData.Layout(objective), Options, Trainer);
        for (int step = 0; step < 30; step++)
        {
            loop.Step(step);
        }

        (double goodAfter, double badAfter) = LogProbabilities(policy, shown);
        Assert.True(goodAfter - good > 0.5 && goodAfter - good > badAfter - bad + 0.2, $"good {good:f3} to {goodAfter:f3}, bad {bad:f3} to {badAfter:f3}");
    }

    [Fact]
    public void Drawn_by_advantage_only_completions_that_beat_the_value_are_seen()
    {
        (PrioritySource<ScoredCompletions> source, double kept) = ScoredData.Drawn(new DataFile(_file), new SequenceEncoder(Tokenizer, 16), new ALol(), AdvantagePriority.Proportional, new Seeds(1));
        Assert.Equal(0.5, kept);
        Assert.All(Enumerable.Range(0, 100).Select(_ => source.Next()), drawn => Assert.Equal(1, Assert.Single(drawn.Rewards)));
    }

    [Fact]
    public void An_objective_without_an_advantage_of_completions_is_not_drawn_by_it() => Assert.Contains(
        "no advantage of completions",
        Assert.Throws<TrainingException>(() => ScoredData.Drawn(new DataFile(_file), new SequenceEncoder(Tokenizer, 16), new CoPg(), AdvantagePriority.Uniform, new Seeds(1))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_row_without_the_value_that_is_read_is_named()
    {
        ScoredCompletions row = new([new TokenizedCompletion([1], [2])], [1], null, "scored.jsonl:7");
        Assert.Contains("scored.jsonl:7 has none", Assert.Throws<TrainingException>(() => ScoredData.Layout(new ALol()).Pack([row])).Message, StringComparison.Ordinal);
        Assert.Equal(1, ScoredData.Layout(new CoPg()).Pack([row]).Batch.Rows("token"));
    }

    [Fact]
    public void Phrases_are_the_tokens_in_which_a_pair_differs()
    {
        (PackedBatch batch, _) = new PairLayout(findsPhrases: true).Pack([new(new TokenizedCompletion([1], [5, 6, 7]), new TokenizedCompletion([1], [5, 8, 7]))]);
        Assert.Equal([0, 1, 0, 0, 1, 0], batch.Column("token", "in_phrase"));
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    private static CharacterTokenizer Tokenizer { get; } = new("0123456789?");

    private static OfflineOptions Options { get; } = new() { Steps = 30, BatchSize = 8 };

    private static TrainerOptions Trainer { get; } = new() { LearningRate = 1e-3, WarmUpSteps = 3 };

    private FileSource<ScoredExample, ScoredCompletions> Source()
    {
        SequenceEncoder encoder = new(Tokenizer, 16);
        return new(new DataFile(_file), 1, row => [ScoredData.Of(row, encoder)]);
    }

    /// <summary>What CoPG maximises, over the last steps of a short training; it begins at 0.</summary>
    private double Contrast(IObjective objective)
    {
        using Policy policy = Policies.Create(objective, Tokenizer, 2, 32);
        using Transformer reference = policy.Model.Clone();
        using FileSource<ScoredExample, ScoredCompletions> source = Source();
        using OfflineLoop<ScoredCompletions> loop = new(policy, reference, objective, source, ScoredData.Layout(objective), Options, Trainer);
        return Enumerable.Range(0, 30).Select(loop.Step).TakeLast(5).Average(report => report.Values["contrast"]);
    }

    /// <summary>Mean log-probability of the good and of the bad completions.</summary>
    private static (double Good, double Bad) LogProbabilities(Policy policy, IReadOnlyList<ScoredCompletions> rows)
    {
        double Mean(int place) => rows.Average(row => PolicyColumns.LogProbabilities(policy.Model, [row.Completions[place]], 1).Sum());
        return (Mean(0), Mean(1));
    }
}
