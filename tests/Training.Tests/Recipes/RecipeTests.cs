using Paragon.Algorithms;
using Paragon.Data;
using Paragon.Models;
using Paragon.Rollouts;

namespace Paragon.Training.Tests.Recipes;

/// <summary>Stages that run in order, and what is left of a recipe that was killed in any of them.</summary>
public sealed class RecipeTests : IDisposable
{
    private const int Steps = 3;

    private readonly string _folder = Directory.CreateTempSubdirectory("paragon-").FullName;

    /// <summary>Supervised, then two rounds of SELM: each draws new pairs from the policy and takes it as the reference.</summary>
    [Theory]
    [InlineData("supervised", 1)]
    [InlineData("round-1", 0)]
    [InlineData("round-2", 2)]
    public void A_recipe_that_is_killed_in_a_stage_resumes_bit_for_bit(string stage, int step)
    {
        double[] whole = Run("whole", (_, _) => { });
        Assert.Throws<IOException>(() => Run("killed", (at, report) =>
        {
            if (at == stage && report.Step == step)
            {
                throw new IOException("killed");
            }
        }));
        List<string> resumed = [];
        Assert.Equal(whole, Run("killed", (at, _) => resumed.Add(at)));
        Assert.Equal(stage, resumed[0]);
    }

    [Fact]
    public void Stages_run_in_order_and_each_leaves_a_folder_with_its_steps()
    {
        List<string> order = [];
        Run("whole", (stage, _) => order.Add(stage));
        Assert.Equal(["supervised", "round-1", "round-2"], order.Distinct());
        Assert.Equal(3 * Steps, order.Count);
        Assert.Equal(Steps, File.ReadLines(Path.Combine(_folder, "whole", "02-round-1", "metrics.jsonl")).Count());
    }

    [Fact]
    public void Stages_need_names_of_their_own()
    {
        using Policy policy = Policies.Create(new Sft(), SortDigits.Tokenizer, 1, 16);
        RecipeStage stage = new("same", _ => throw new InvalidOperationException());
        Assert.Contains("2 stages of the recipe are named 'same'", Assert.Throws<TrainingException>(() => new Recipe(policy, [stage, stage]).Run(_folder, 1, (_, _) => { }, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private double[] Run(string name, Action<string, StepReport> after)
    {
        using Policy policy = Policies.Create(new Selm(), SortDigits.Tokenizer, 1, 16);
        SortDigits task = new(3, 1);
        Prompt[] prompts = [.. Enumerable.Range(0, 8).Select(_ => task.Next())];
        TokenizedCompletion[] demonstrations = [.. prompts.Select(prompt => new TokenizedCompletion(prompt.Tokens, [.. SortDigits.Tokenizer.Encode(prompt.Answer!), SortDigits.Tokenizer.EndOfText]))];
        RecipeStage supervised = new("supervised", _ => new OfflineLoop<TokenizedCompletion>(
            policy, null, new Sft(), new DrawnExamples<TokenizedCompletion>(demonstrations, 1), new DemonstrationLayout(), new OfflineOptions { Steps = Steps, BatchSize = 4 }, new TrainerOptions()));
        Assert.True(new Recipe(policy, [supervised, Round(1), Round(2)]).Run(Path.Combine(_folder, name), 2, (stage, step) => after(stage.Name, step), TestContext.Current.CancellationToken));
        return policy.Numbers();

        RecipeStage Round(int round) => new($"round-{round}", scope =>
        {
            PairMiner miner = new(task, SortDigits.Tokenizer, new SamplingOptions { MaximumNewTokens = task.MaximumNewTokens }, 4);
            (IReadOnlyList<MinedPair> pairs, _) = miner.Mine(policy.Model, prompts, (ulong)round);
            return new OfflineLoop<MinedPair>(
                policy, scope.Own(policy.Model.Clone()), new Selm { Beta = 0.1, Alpha = 0.1 }, new DrawnExamples<MinedPair>(pairs, 1), new MinedPairLayout(), new OfflineOptions { Steps = Steps, BatchSize = 4 }, new TrainerOptions());
        });
    }
}
