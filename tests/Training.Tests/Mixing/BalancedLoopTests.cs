using Paragon.Algorithms;
using Paragon.Models;

namespace Paragon.Training.Tests.Mixing;

/// <summary>Reinforcement and imitation in one step, by a weight that is fixed or learned.</summary>
public sealed class BalancedLoopTests : IDisposable
{
    private const int Steps = 4;

    private static readonly ImitationWeightOptions _learned = new() { Initial = 0.5, MetaRate = 1000, EntropyRate = 0.01, MetaEvery = 2, TargetBatches = 2 };

    private readonly string _folder = Directory.CreateTempSubdirectory("paragon-").FullName;

    [Fact]
    public void With_weight_0_it_is_the_loop_on_the_policy_s_own_completions_and_with_1_the_imitation()
    {
        Assert.Equal(Alone(Reinforcement), Train("zero", Fixed(0), _ => { }));
        Assert.Equal(Alone(policy => Imitation(policy, 1)), Train("one", Fixed(1), _ => { }));
    }

    [Fact]
    public void A_learned_weight_follows_its_utility_every_few_steps_and_the_entropy_in_all()
    {
        List<StepReport> reports = [];
        Train("learned", _learned, reports.Add);
        Assert.Equal([true, false, true, false], reports.Select(report => report.Values["meta_gradient"] != 0));

        // What is kept apart is what is shown: imitation raises the utility.
        Assert.All(reports.Where(report => report.Step % 2 == 0), report => Assert.True(report.Values["meta_gradient"] > 0));
        Assert.True(reports[0].Values["imitation_weight"] > 0.5);
        Assert.All(reports, report => Assert.InRange(report.Values["imitation_weight"], 0.05, 0.95));
    }

    [Fact]
    public void A_killed_run_resumes_bit_for_bit()
    {
        double[] whole = Train("whole", _learned, _ => { });
        Assert.Throws<IOException>(() => Train("killed", _learned, report =>
        {
            if (report.Step == 2)
            {
                throw new IOException("killed");
            }
        }));
        Assert.Equal(whole, Train("killed", _learned, _ => { }));
    }

    [Fact]
    public void What_the_weight_follows_must_be_there()
    {
        using Policy policy = Policy();
        using OnPolicyLoop grpo = Reinforcement(policy, new Grpo());
        using OfflineLoop<TokenizedCompletion> imitation = Imitation(policy, 1);
        Assert.Contains("'grpo' has no metric 'entropy'", Assert.Throws<TrainingException>(() => new BalancedLoop(policy, grpo, imitation, imitation, _learned)).Message, StringComparison.Ordinal);
        Assert.Contains("no validation loop", Assert.Throws<TrainingException>(() => new BalancedLoop(policy, grpo, imitation, null, _learned)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ImitationWeightOptions Fixed(double weight) => new() { Initial = weight, Minimum = 0, Maximum = 1, MetaRate = 0, EntropyRate = 0 };

    private static Policy Policy() => Policies.Create(new Amft(), SortDigits.Tokenizer, 1, 16);

    private static OnPolicyLoop Reinforcement(Policy policy) => Reinforcement(policy, new Amft());

    private static OnPolicyLoop Reinforcement(Policy policy, IObjective objective)
    {
        SortDigits task = new(3, 1);
        return new OnPolicyLoop(policy, null, objective, task, task, SortDigits.Tokenizer, new OnPolicyOptions { Steps = Steps, Prompts = 4, GroupSize = 2, MaximumNewTokens = 5 }, new TrainerOptions(), new Seeds(1));
    }

    private static OfflineLoop<TokenizedCompletion> Imitation(Policy policy, ulong seed)
    {
        SortDigits task = new(3, 9);
        TokenizedCompletion[] shown = [.. Enumerable.Range(0, 8).Select(_ => task.Next()).Select(prompt => new TokenizedCompletion(prompt.Tokens, [.. SortDigits.Tokenizer.Encode(prompt.Answer!), SortDigits.Tokenizer.EndOfText]))];
        return new OfflineLoop<TokenizedCompletion>(policy, null, new Sft(), new DrawnExamples<TokenizedCompletion>(shown, seed), new DemonstrationLayout(), new OfflineOptions { Steps = Steps, BatchSize = 8 }, new TrainerOptions());
    }

    private static double[] Alone(Func<Policy, ITrainingLoop> make)
    {
        using Policy policy = Policy();
        ITrainingLoop loop = make(policy);
        using IDisposable owned = (IDisposable)loop;
        for (int step = 0; step < Steps; step++)
        {
            loop.Step(step);
        }

        return policy.Numbers();
    }

    private double[] Train(string name, ImitationWeightOptions options, Action<StepReport> after)
    {
        using Policy policy = Policy();
        using BalancedLoop loop = new(policy, Reinforcement(policy), Imitation(policy, 1), Imitation(policy, 2), options);
        new TrainingRun(Path.Combine(_folder, name), loop, checkpointEvery: 1).Run(after, TestContext.Current.CancellationToken);
        return policy.Numbers();
    }
}
