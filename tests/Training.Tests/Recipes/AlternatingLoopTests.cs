using Paragon.Algorithms;
using Paragon.Models;

namespace Paragon.Training.Tests.Recipes;

/// <summary>Steps of likelihood and steps of DITTO on one policy.</summary>
public sealed class AlternatingLoopTests : IDisposable
{
    private const int Steps = 8;

    private readonly string _folder = Directory.CreateTempSubdirectory("paragon-").FullName;

    [Fact]
    public void Half_of_the_steps_are_of_either_loop_and_both_train_the_policy()
    {
        List<StepReport> reports = [];
        Train("run", 0.5, reports.Add);
        Assert.Contains(reports, report => report.Values["second_loop"] == 1 && report.Values.ContainsKey("repetition_penalty"));
        Assert.Contains(reports, report => report.Values["second_loop"] == 0 && report.Values.ContainsKey("perplexity"));
        Assert.NotEqual(Train("first alone", 0, _ => { }), Train("second alone", 1, _ => { }));
    }

    [Fact]
    public void A_killed_run_resumes_bit_for_bit()
    {
        double[] whole = Train("whole", 0.5, _ => { });
        Assert.Throws<IOException>(() => Train("killed", 0.5, report =>
        {
            if (report.Step == 5)
            {
                throw new IOException("killed");
            }
        }));
        Assert.Equal(whole, Train("killed", 0.5, _ => { }));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private double[] Train(string name, double share, Action<StepReport> after)
    {
        using Policy policy = Policies.Create(new Ditto(), SortDigits.Tokenizer, 1, 16);
        Random random = new(2);
        int[][] texts = [.. Enumerable.Range(0, 12).Select(_ => Enumerable.Range(0, 20).Select(_ => random.Next(4)).ToArray())];
        OfflineOptions options = new() { Steps = Steps, BatchSize = 4 };
        OfflineLoop<TokenizedCompletion> likelihood = new(
            policy, null, new Sft(), new DrawnExamples<TokenizedCompletion>([.. texts.Select(text => new TokenizedCompletion(text[..1], text[1..]))], 1), new DemonstrationLayout(), options, new TrainerOptions());
        OfflineLoop<PseudoRepetition> ditto = new(
            policy, null, new Ditto(), new DrawnExamples<PseudoRepetition>([.. texts.Select(text => PseudoRepetition.Pick(text, 0, 20, random)).OfType<PseudoRepetition>()], 2), new PseudoRepetitionLayout(), options, new TrainerOptions());
        using AlternatingLoop loop = new(Steps, share, likelihood, ditto, new Seeds(1));
        new TrainingRun(Path.Combine(_folder, name), loop, checkpointEvery: 2).Run(after, TestContext.Current.CancellationToken);
        return policy.Numbers();
    }
}
