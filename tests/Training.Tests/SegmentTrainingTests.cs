using Paragon.Algorithms;
using Paragon.Segmentation;

namespace Paragon.Training.Tests;

/// <summary>Objectives that read trees and segments of a rollout, on the embedded task.</summary>
public sealed class SegmentTrainingTests
{
    private const int Digits = 3;

    public static TheoryData<string> Names => ["tempo", "grpo-lambda", "rank-grpo", "ma-rlhf", "ma-rlhf randomized", "ma-rlhf parsing", "ma-rlhf perplexity"];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_rollout_gets_the_levels_that_the_objective_reads(string name)
    {
        IObjective objective = Named(name);
        StepReport[] reports = Train(objective, null, new OnPolicyOptions { Steps = 2, Prompts = 4, GroupSize = 4, Epochs = 2, MiniBatches = 2, MaximumNewTokens = Digits + 3 });
        Assert.All(reports, report => Assert.True(report.SkippedBecause is not null || double.IsFinite(report.Values["loss"])));
        Assert.Contains(reports, report => report.SkippedBecause is null);
    }

    [Fact]
    public void A_program_gives_segments_with_a_judge_of_its_own()
    {
        SegmentFeature judge = new("good", 0, 1, (prompt, steps) => [.. steps.Select((step, place) => (Feature)(place < Digits && step == $"{prompt.Answer![place]}" ? 1 : 0))]);
        SegmentedLevel[] steps = [new("step", new NGramSegmenter(1)) { Features = [judge] }];
        StepReport[] reports = Train(new TpGrpo(), steps, new OnPolicyOptions { Steps = 2, Prompts = 4, GroupSize = 4, MaximumNewTokens = Digits + 3 });
        Assert.Contains(reports, report => report.Values.TryGetValue("thought_reward", out double reward) && reward != 0);
    }

    [Fact]
    public void Without_a_judge_the_training_says_which_level_it_lacks()
    {
        TrainingException error = Assert.Throws<TrainingException>(() => Train(new TpGrpo(), null, new OnPolicyOptions { Steps = 1, MaximumNewTokens = Digits + 3 }));
        Assert.Contains("'tp-grpo' reads the level 'step'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_judge_that_leaves_its_range_stops_the_training()
    {
        SegmentFeature judge = new("good", 0, 1, (_, steps) => [.. steps.Select(_ => (Feature)2)]);
        TrainingException error = Assert.Throws<TrainingException>(() =>
            Train(new TpGrpo(), [new("step", new NGramSegmenter(1)) { Features = [judge] }], new OnPolicyOptions { Steps = 1, Prompts = 2, GroupSize = 4, MaximumNewTokens = Digits + 3 }));
        Assert.Contains("The feature 'good' returned 2", error.Message, StringComparison.Ordinal);
    }

    private static StepReport[] Train(IObjective objective, IReadOnlyList<SegmentedLevel>? segments, OnPolicyOptions options)
    {
        SortDigits task = new(Digits, 1);
        using Policy policy = Policies.Create(objective, SortDigits.Tokenizer, 1, 16);
        using Models.Transformer reference = policy.Model.Clone();
        using OnPolicyLoop loop = new(
            policy, reference, objective, task, task, SortDigits.Tokenizer, options, new TrainerOptions { LearningRate = 2e-3 }, new Seeds(1), segments: segments);
        return [.. Enumerable.Range(0, options.Steps).Select(loop.Step)];
    }

    private static IObjective Named(string name) => name switch
    {
        "tempo" => new Tempo(),
        "grpo-lambda" => new GrpoLambda { Lambda = 0.5 },
        "rank-grpo" => new RankGrpo { Ranks = 1, ShapesLength = true },
        _ => new MaRlhf { Length = 2, Termination = Enum.Parse<MacroTermination>(name.Split(' ') is [_, string rule] ? rule : "fixed", ignoreCase: true) },
    };
}
