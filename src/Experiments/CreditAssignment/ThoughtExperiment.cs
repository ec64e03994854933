using Paragon.Algorithms;
using Paragon.Segmentation;

namespace Paragon.Experiments.CreditAssignment;

/// <summary>Solutions whose errors can be repaired: the outcome alone does not care how clean they are, thoughts that are judged do.</summary>
internal sealed class ThoughtExperiment : IExperiment
{
    private const int Steps = 8;
    private const int Actions = 3;
    private const int Work = 0;
    private const int Slip = 1;
    private const int Repair = 2;
    private const int Solutions = 8;
    private const int Updates = 150;

    private static readonly SegmentedLevel _level = new("step", new NGramSegmenter(1));

    public string Name => "tp-grpo";

    public string Source => "TP-GRPO, Good Learners Think Their Thinking (2025)";

    public string Summary =>
        "Solutions of 8 steps: work on, slip into an error, or repair one; a solution is right if no error is left at its end. An oracle labels steps: good are those that work on where there is no error. "
        + "Logits for every place, with an error and without; 8 solutions an update, 150 updates. Measured are the accuracy and the share of good steps over the last ten updates.";

    public IReadOnlyList<int> Seeds => [.. Enumerable.Range(1, 20)];

    public ExperimentReport Run(ExperimentRun run)
    {
        Dictionary<(string, double), (Measurement Accuracy, Measurement Good)> results = [];
        foreach (double step in new[] { 0.3, 3 })
        {
            foreach ((string name, IObjective objective) in new (string, IObjective)[] { ("GRPO", new Grpo()), ("TP-GRPO", new TpGrpo()), ("TP-GRPO, not merged", new TpGrpo { MergesSteps = false }) })
            {
                run.Progress($"{name}, step {step}");
                (double Accuracy, double Good)[] each = [.. run.Seeds.Select(seed => Train(objective, step, new Random(seed), run.Cancellation))];
                results[(name, step)] = (new([.. each.Select(pair => pair.Accuracy)]), new([.. each.Select(pair => pair.Good)]));
            }
        }

        (Measurement Accuracy, Measurement Good) Of(string name, double step) => results[(name, step)];
        return new ExperimentReport(
            [new ResultTable("over the last ten updates", ["step", "method", "accuracy", "share of good steps"],
                [.. results.Select(result => (string[])[$"{result.Key.Item2}", result.Key.Item1, $"{result.Value.Accuracy}", $"{result.Value.Good}"])])],
            [
                .. new[] { 0.3, 3 }.Select(step => new Claim($"step {step}: TP-GRPO's solutions are much cleaner, at equal or better accuracy",
                    $"good steps {Of("TP-GRPO", step).Good} against {Of("GRPO", step).Good}, accuracy {Of("TP-GRPO", step).Accuracy} against {Of("GRPO", step).Accuracy}",
                    Of("TP-GRPO", step).Good.Mean > Of("GRPO", step).Good.Mean + 0.2 && Of("TP-GRPO", step).Accuracy.Mean >= Of("GRPO", step).Accuracy.Mean - 0.005)),
                new Claim("step 3: merged thoughts do not do worse than single steps", $"good steps {Of("TP-GRPO", 3).Good} against {Of("TP-GRPO, not merged", 3).Good}",
                    Of("TP-GRPO", 3).Good.Mean >= Of("TP-GRPO, not merged", 3).Good.Mean),
            ],
            "Nothing is claimed about how fast accuracy rises: at small steps the mean over the training is not better.");
    }

    private static (double Accuracy, double Good) Train(IObjective objective, double step, Random random, CancellationToken cancellation)
    {
        SoftmaxTable policy = new(2 * Steps, Actions);
        TableLearner learner = new(policy, objective);
        List<double> accuracy = [], good = [];
        for (int update = 0; update < Updates; update++)
        {
            cancellation.ThrowIfCancellationRequested();
            Episode[] group = [.. Enumerable.Range(0, Solutions).Select(_ => Episode.Draw(policy, random, 0, Next, (states, actions) => HasError(states[^1], actions[^1]) ? -1 : 1))];
            double[] labels = [.. group.SelectMany(episode => episode.States.Zip(episode.Actions, (state, action) => state < Steps && action == Work ? 1.0 : 0.0))];
            accuracy.Add(group.Average(episode => episode.Reward > 0 ? 1 : 0));
            good.Add(labels.Average());
            learner.Learn([group], step, batch => _level.Add(batch, [.. group.Select(_ => new SegmentCut([.. Enumerable.Range(0, Steps)], Steps))]).With("step", "good", labels));
        }

        return (accuracy.TakeLast(10).Average(), good.TakeLast(10).Average());
    }

    /// <summary>States are places, first those without an error.</summary>
    private static int Next(int state, int action)
    {
        int place = (state % Steps) + 1;
        return place == Steps ? -1 : HasError(state, action) ? Steps + place : place;
    }

    private static bool HasError(int state, int action) => state < Steps ? action == Slip : action != Repair;
}
