using Paragon.Data;
using Paragon.Models;
using Paragon.Training;

namespace Paragon.Algorithms.Tests.Preference;

/// <summary>BCO's running mean in a training: it goes from batch to batch, and into checkpoints.</summary>
public sealed class BcoTrainingTests : IDisposable
{
    private const int BatchSize = 4;
    private readonly string _folder = Directory.CreateTempSubdirectory("paragon-").FullName;

    [Fact]
    public void The_running_mean_takes_in_batch_after_batch()
    {
        using Training training = new();
        StepReport[] reports = [.. Enumerable.Range(0, 5).Select(training.Loop.Step)];
        Assert.All(reports, report => Assert.Equal((report.Step + 1) * BatchSize, report.Values["running_count"], 1e-3));
        Assert.Equal(0, reports[0].Values["running_mean"], 1e-6);
        Assert.Equal(reports.Length, reports.Select(report => report.Values["running_mean"]).Distinct().Count());
    }

    [Fact]
    public void The_running_mean_resumes_from_a_checkpoint()
    {
        using Training whole = new();
        using Training resumed = new();
        for (int step = 0; step < 3; step++)
        {
            whole.Loop.Step(step);
        }

        whole.Loop.Save(_folder);
        resumed.Loop.Load(_folder, whole.Loop.Position);
        Assert.Equal(whole.Loop.Step(3).Values["running_mean"], resumed.Loop.Step(3).Values["running_mean"]);
        Assert.Equal(whole.Loop.Step(4).Values["loss"], resumed.Loop.Step(4).Values["loss"]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private sealed class Training : IDisposable
    {
        private readonly Policy _policy;
        private readonly Transformer _reference;

        public Training()
        {
            Bco objective = new();
            TransformerConfig config = new() { VocabularySize = 12, HiddenSize = 16, IntermediateSize = 32, LayerCount = 1, HeadCount = 2, MaximumLength = 16, EndOfText = [11], InitializerRange = 0.1 };
            _policy = Policy.For(Transformer.Create(config, 3), ObjectiveInputs.Of(objective), new Seeds(3));
            _reference = _policy.Model.Clone();
            Loop = new OfflineLoop<Judgement>(
                _policy, _reference, objective, new Rows(), new JudgementLayout(false, 16), new OfflineOptions { Steps = 10, BatchSize = BatchSize }, new TrainerOptions { LearningRate = 0.02, WarmUpSteps = 1 });
        }

        public OfflineLoop<Judgement> Loop { get; }

        public void Dispose()
        {
            Loop.Dispose();
            _reference.Dispose();
            _policy.Dispose();
        }
    }

    /// <summary>Judgements without end: numbers below ten, the even ones good.</summary>
    private sealed class Rows : IExampleSource<Judgement>
    {
        public DataPosition Position { get; private set; } = new(0, 0, "counted");

        public Judgement Next()
        {
            int row = (int)Position.Taken;
            Position = Position with { Taken = row + 1 };
            return new Judgement(new TokenizedCompletion([row % 7], [row % 10, (row + 3) % 10]), row % 2 == 0);
        }

        public void Restore(DataPosition position) => Position = position;
    }
}
