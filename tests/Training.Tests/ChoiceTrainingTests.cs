using Paragon.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Training.Tests;

/// <summary>Columns of the vocabulary that the tests add: a third model.</summary>
public static class ThirdModel
{
    extension(Choice v)
    {
        /// <summary>Logit of a further model.</summary>
        [Column("third_logit")]
        public Real ThirdLogit => v.Read("third_logit");
    }
}

/// <summary>The policy follows a distribution that is extrapolated from two other models, token by token.</summary>
[Objective("follow-extrapolation")]
public sealed partial record FollowExtrapolation
{
    /// <summary>How far beyond the third model.</summary>
    public double Far { get; init; } = 0.5;

    [Loss]
    private Real Loss(Completion y) => y.Tokens.Mean(Divergence);

    [Metric("divergence")]
    private Real Divergence(Token t) => t.Choices.Sum(v => Exp(LogPolicy(v)) * (LogPolicy(v) - LogTeacher(v)));

    [Metric("teacher")]
    private Real Teacher(Choice v) => Exp(LogTeacher(v));

    private static Real LogPolicy(Choice v) => v.Logit - v.Token.Choices.LogSumExp(w => w.Logit);

    private Real LogTeacher(Choice v) => Extrapolated(v) - v.Token.Choices.LogSumExp(Extrapolated);

    private Real Extrapolated(Choice v) => v.ThirdLogit + (Far * (v.ThirdLogit - v.RefLogit));
}

/// <summary>Preference of whole completions, with the divergence of the reference from the policy at each token of the chosen one, and a bonus for entropy.</summary>
[Objective("preference-with-divergence")]
public sealed partial record PreferenceWithDivergence
{
    [Loss]
    private static Real Loss(Pair pair) => (0.1 * Divergence(pair.Chosen)) - LogSigmoid(0.5 * (LogRatio(pair.Chosen) - LogRatio(pair.Rejected)));

    private static Real LogRatio(Completion y) => y.Tokens.Sum(t => t.LogProb + (0.01 * t.Entropy) - LogReference(t.Chosen));

    private static Real Divergence(Completion y) => y.Tokens.Sum(t => t.Choices.Sum(v => Exp(LogReference(v)) * (LogReference(v) - LogPolicy(v))));

    private static Real LogPolicy(Choice v) => v.Logit - v.Token.Choices.LogSumExp(w => w.Logit);

    private static Real LogReference(Choice v) => v.RefLogit - v.Token.Choices.LogSumExp(w => w.RefLogit);
}

/// <summary>A loss that no part of the batch can tell: what the policy's distributions are on average stands in each term.</summary>
[Objective("average-distribution")]
public sealed partial record AverageDistribution
{
    [Loss]
    private static Real Loss(Batch b) => b.Tokens.Mean(t => t.Choices.Sum(v => v.Logit * StopGradient(b.Tokens.Mean(u => u.Choices.Max(w => w.Logit)))));
}

/// <summary>Distributions of several models in a loss, some completions at a time: the update is that of all logits at once.</summary>
public sealed class ChoiceTrainingTests
{
    [Theory]
    [InlineData(LossBackend.Fused, 1)]
    [InlineData(LossBackend.Fused, 9)]
    [InlineData(LossBackend.Tensor, 9)]
    public void The_gradient_in_chunks_is_that_of_all_logits_at_once(LossBackend backend, int rows)
    {
        foreach ((IObjective objective, bool ofPairs) in new (IObjective, bool)[] { (new FollowExtrapolation(), false), (new PreferenceWithDivergence(), true) })
        {
            (PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences) = Sample(ofPairs);
            using Models models = new(objective);
            (double loss, double[] expected) = AllAtOnce(objective, batch, sequences, models);
            Assert.True(expected.Max(Math.Abs) > 1e-4, "the loss does not depend on the policy");
            using Trainer trainer = new(models.Policy, objective, Options(backend, rows), 1, models.Teachers);
            Update update = trainer.Step(batch, sequences);
            Assert.Equal(loss, update.Loss, 1e-9);
            double[] actual = Gradients(models.Policy);
            double difference = expected.Zip(actual).Max(pair => Math.Abs(pair.First - pair.Second));
            Assert.True(difference < 1e-9, $"{objective} with {backend} and {rows} tokens at a time: the gradients differ by {difference}");
        }
    }

    [Fact]
    public void Metrics_of_chunks_and_of_micro_batches_are_those_of_the_whole_batch()
    {
        FollowExtrapolation objective = new();
        (PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences) = Sample(ofPairs: false);
        Update whole = Step(Options(LossBackend.Fused, 1000)), chunks = Step(Options(LossBackend.Fused, 2)), parts = Step(Options(LossBackend.Fused, 2) with { MicroBatchTokens = 8 });
        foreach (Update other in new[] { chunks, parts, Step(Options(LossBackend.Tensor, 4)) })
        {
            Assert.Equal(whole.Loss, other.Loss, 1e-9);
            Assert.Equal(whole.GradientNorm, other.GradientNorm, 1e-9);
            Assert.Equal(whole.Metrics["divergence"], other.Metrics["divergence"], 1e-9);
            Assert.Equal(1.0 / SortDigits.Tokenizer.VocabularySize, other.Metrics["teacher"], 1e-9);
        }

        Update Step(TrainerOptions options)
        {
            using Models models = new(objective);
            using Trainer trainer = new(models.Policy, objective, options, 1, models.Teachers);
            return trainer.Step(batch, sequences);
        }
    }

    [Fact]
    public void A_policy_comes_to_its_teacher()
    {
        FollowExtrapolation objective = new() { Far = 0 };
        (PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences) = Sample(ofPairs: false);
        using Models models = new(objective);
        using Trainer trainer = new(models.Policy, objective, new TrainerOptions { WarmUpSteps = 0, LearningRate = 3e-3 }, 60, models.Teachers);
        double before = trainer.Step(batch, sequences).Loss;
        double after = Enumerable.Range(0, 59).Select(_ => trainer.Step(batch, sequences).Loss).Last();
        Assert.True(after < 0.8 * before, $"the divergence went from {before} to {after} only");
    }

    [Fact]
    public void What_cannot_be_computed_some_completions_at_a_time_is_refused_before_the_first_update()
    {
        using Models models = new(new AverageDistribution());
        string message = Assert.Throws<TrainingException>(() => new Trainer(models.Policy, new AverageDistribution(), new TrainerOptions(), 1, models.Teachers)).Message;
        Assert.Contains("sum over the whole batch", message, StringComparison.Ordinal);
        message = Assert.Throws<TrainingException>(() => new Trainer(models.Policy, new FollowExtrapolation(), new TrainerOptions(), 1)).Message;
        Assert.Contains("--teacher", message, StringComparison.Ordinal);
    }

    private static TrainerOptions Options(LossBackend backend, int rows) => new() { WarmUpSteps = 0, LearningRate = 1e-30, GradientClip = 1e30, Backend = backend, RowsPerChunk = rows };

    /// <summary>The loss and its gradient by all parameters, from whole matrices of logits by PyTorch's automatic gradient.</summary>
    private static (double, double[]) AllAtOnce(IObjective objective, PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences, Models models)
    {
        using DisposeScope scope = NewDisposeScope();
        int vocabulary = models.Policy.Model.Config.VocabularySize;
        Tensor targets = tensor(TokenLogProbabilities.Targets(models.Policy.Model, sequences));
        using TensorBatch tensors = new(ChoiceLevel.Whole(batch, targets, vocabulary), ScalarType.Float64);
        Tensor logits = LogitsOf(models.Policy.Model), logs = logits.log_softmax(-1);
        tensors.Set("choice", "logit", logits.flatten());
        tensors.Set("token", "logp", logs.gather(1, targets.unsqueeze(1)).squeeze(1));
        tensors.Set("token", "entropy", -(logs.exp() * logs).sum(-1));
        foreach ((string column, Transformer model) in models.Teachers)
        {
            tensors.Set("choice", column, LogitsOf(model).detach().flatten());
        }

        BatchLoss loss = new(objective);
        Tensor value = loss.Loss(tensors, loss.Statistics([tensors]));
        value.backward();
        double[] gradients = Gradients(models.Policy);
        foreach ((_, TorchSharp.Modules.Parameter parameter) in models.Policy.Parameters)
        {
            parameter.grad = null;
        }

        return (value.item<double>(), gradients);

        Tensor LogitsOf(Transformer model) => CompletionStates.BeforeEachToken(model, sequences).mm(model.OutputWeight.t());
    }

    private static double[] Gradients(Policy policy) => [.. policy.Parameters.SelectMany(parameter => parameter.Parameter.grad is { } gradient ? gradient.to_type(ScalarType.Float64).flatten().data<double>().ToArray() : new double[parameter.Parameter.numel()])];

    private static (PackedBatch, IReadOnlyList<TokenizedCompletion>) Sample(bool ofPairs)
    {
        TokenizedCompletion[] sequences = [.. Enumerable.Range(0, 8).Select(row => UpdateSamples.Sequence(row, 1 + (row % 5)))];
        return ofPairs
            ? new PairLayout().Pack([.. sequences.Chunk(2).Select(two => new Comparison(two[0], new TokenizedCompletion(two[0].Prompt, two[1].Completion)))])
            : new DemonstrationLayout().Pack(sequences);
    }

    /// <summary>A policy, a reference and a third model, all different.</summary>
    private sealed class Models(IObjective objective) : IDisposable
    {
        public Policy Policy { get; } = Policies.Create(objective, SortDigits.Tokenizer, 3, 16, ScalarType.Float64);

        public Dictionary<string, Transformer> Teachers { get; } = new()
        {
            ["ref_logit"] = Policies.Create(objective, SortDigits.Tokenizer, 4, 16, ScalarType.Float64).Model,
            ["third_logit"] = Policies.Create(objective, SortDigits.Tokenizer, 5, 16, ScalarType.Float64).Model,
        };

        public void Dispose()
        {
            Policy.Dispose();
            foreach (Transformer model in Teachers.Values)
            {
                model.Dispose();
            }
        }
    }
}
