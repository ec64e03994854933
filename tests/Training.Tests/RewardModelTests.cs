using Paragon.Algorithms;
using Paragon.Models;

namespace Paragon.Training.Tests;

/// <summary>A second model beside policy and reference: what formulas read of it, and how it learns.</summary>
public sealed class RewardModelTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("paragon-").FullName;

    [Fact]
    public void Formulas_read_its_log_probabilities()
    {
        (PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences) = UpdateSamples.Rollout(new Grpo());
        using Policy other = Policies.Create(new Grpo(), SortDigits.Tokenizer, 5, 16);
        double[] expected = PolicyColumns.LogProbabilities(other.Model, sequences, 1);
        using RewardModel model = new(new Policy(other.Model.Clone()));
        PackedBatch read = model.AddTo(batch, sequences, ObjectiveInputs.Of(new Prime()), 1);
        Assert.Equal(expected, read.Column("token", "reward_logp"));
        Assert.NotEqual(batch.Column("token", "old_logp"), read.Column("token", "reward_logp"));
    }

    [Fact]
    public void It_learns_which_completions_are_right_from_their_outcomes_alone()
    {
        (PackedBatch batch, IReadOnlyList<TokenizedCompletion> sequences) = UpdateSamples.Rollout(new Grpo());
        batch = batch.With("completion", "reward", [.. batch.Column("completion", "reward").Select(reward => reward > 0.5 ? 1.0 : 0)]);
        using Policy policy = Policies.Create(new Grpo(), SortDigits.Tokenizer, 1, 16);
        batch = batch.With("token", "ref_logp", PolicyColumns.LogProbabilities(policy.Model, sequences, 1));
        using RewardModel model = new(new Policy(policy.Model.Clone(requiresGrad: true)), new Prime { Beta = 1 }, new TrainerOptions { LearningRate = 3e-3 }, 40);
        double[] losses = [.. Enumerable.Range(0, 40).Select(_ => model.Learn(batch, sequences).Loss)];
        Assert.Equal(Math.Log(2), losses[0], 1e-4);
        Assert.True(losses[^1] < 0.3, $"The loss of the reward model went from {losses[0]} to {losses[^1]} only.");

        PackedBatch read = model.AddTo(batch, sequences, ObjectiveInputs.Of(new Prime()), 1);
        IObjective score = new ImplicitPrmScore();
        double[] outcome = new ScalarBackend().Values(score, score.Stages.Single(stage => stage.Name == "OutcomeReward"), read);
        double[] rewards = batch.Column("completion", "reward");
        Assert.True(Mean(1) > 0 && Mean(0) < 0, $"Right completions have {Mean(1)} in the mean and wrong ones {Mean(0)}.");

        double Mean(double reward) => outcome.Where((_, row) => rewards[row] == reward).Average();
    }

    [Fact]
    public void It_learns_beside_the_policy_and_both_are_in_a_checkpoint()
    {
        Assert.Equal(Train("whole", 4), Train("stopped", 2, 4));
    }

    [Fact]
    public void One_that_learns_before_the_policy_leaves_the_policy_alone_and_is_frozen_then()
    {
        Estimated objective = new();
        using Policy policy = Policies.Create(objective, SortDigits.Tokenizer, 1, 16);
        SortDigits task = new(3, 1);
        OnPolicyOptions options = new() { Steps = 2, RewardModelSteps = 2, Prompts = 3, GroupSize = 4, MaximumNewTokens = 5 };
        using Policy estimator = Policies.Create(new Estimator(), SortDigits.Tokenizer, 7, 16);
        Assert.NotNull(estimator.ValueHead);
        RewardModel model = new(estimator, objective, new TrainerOptions { WarmUpSteps = 0 }, 2);
        using OnPolicyLoop loop = new(policy, null, objective, task, task, SortDigits.Tokenizer, options, new TrainerOptions { WarmUpSteps = 0 }, new Seeds(1), model);
        double[][] policies = [policy.Numbers(), .. Enumerable.Range(0, 4).Select(_ => Array.Empty<double>())], estimators = [estimator.Numbers(), .. policies.Skip(1)];
        for (int step = 0; step < 4; step++)
        {
            StepReport report = loop.Step(step);
            Assert.Equal(step < 2, report.Values.ContainsKey("reward_model_loss"));
            Assert.Equal(step >= 2, report.Values.ContainsKey("loss"));
            (policies[step + 1], estimators[step + 1]) = (policy.Numbers(), estimator.Numbers());
        }

        Assert.Equal(4, loop.Steps);
        Assert.Equal(policies[0], policies[2]);
        Assert.NotEqual(policies[2], policies[4]);
        Assert.NotEqual(estimators[0], estimators[2]);
        Assert.Equal(estimators[2], estimators[4]);
    }

    [Fact]
    public void A_frozen_copy_that_is_to_learn_is_refused()
    {
        using Policy policy = Policies.Create(new Prime(), SortDigits.Tokenizer, 1, 16);
        using Policy copy = new(policy.Model.Clone());
        TrainingException error = Assert.Throws<TrainingException>(() => new RewardModel(copy, new Prime(), new TrainerOptions(), 1));
        Assert.StartsWith("The reward model of 'prime-reward-model' is to learn, but its parameters are frozen.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_without_one_says_so_before_the_first_step()
    {
        Prime objective = new();
        using Policy policy = Policies.Create(objective, SortDigits.Tokenizer, 1, 16);
        SortDigits task = new(3, 1);
        TrainingException error = Assert.Throws<TrainingException>(() => new OnPolicyLoop(
            policy, policy.Model, objective, task, task, SortDigits.Tokenizer, new OnPolicyOptions(), new TrainerOptions(), new Seeds(1)));
        Assert.Equal("'prime' reads a reward model with these options; give one (--reward-model FOLDER).", error.Message);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>PRIME, stopped after each of some numbers of steps and taken up again; policy and reward model after the last.</summary>
    private double[] Train(string name, params int[] stops)
    {
        Prime objective = new();
        double[] numbers = [];
        foreach (int stop in stops)
        {
            SortDigits task = new(3, 1);
            using Policy policy = Policies.Create(objective, SortDigits.Tokenizer, 1, 16);
            using Transformer reference = policy.Model.Clone();
            Policy second = new(policy.Model.Clone(requiresGrad: true));
            using RewardModel model = new(second, objective, new TrainerOptions(), 4);
            OnPolicyOptions options = new() { Steps = 4, Prompts = 3, GroupSize = 4, MaximumNewTokens = 5 };
            using OnPolicyLoop loop = new(policy, reference, objective, task, task, SortDigits.Tokenizer, options, new TrainerOptions(), new Seeds(1), model);
            using CancellationTokenSource cancel = new();
            new TrainingRun(Path.Combine(_folder, name), loop, checkpointEvery: 100).Run(
                report =>
                {
                    if (report.Step == stop - 1)
                    {
                        cancel.Cancel();
                    }
                },
                cancel.Token);
            numbers = [.. policy.Numbers(), .. second.Numbers()];
        }

        return numbers;
    }
}

/// <summary>What an estimator of the final reward minimises.</summary>
[Objective("estimator", Source = "a test")]
public sealed partial record Estimator
{
    [Loss]
    private static Real Loss(Completion y) => Square(y.Tokens.Mean(t => t.Value) - y.Reward);
}

/// <summary>REINFORCE with the estimates of a model that has learned before.</summary>
[Objective("estimated", Source = "a test")]
public sealed partial record Estimated : ITrainsRewardModel
{
    IObjective ITrainsRewardModel.RewardModelObjective => new Estimator();

    bool ITrainsRewardModel.LearnsBesidePolicy => false;

    [Advantage]
    private static Real Advantage(Token t) => t.RewardValue;

    [Loss]
    private static Real Loss(Token t) => -t.Advantage * t.LogProb;
}
