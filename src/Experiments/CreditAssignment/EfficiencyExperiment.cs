using Paragon.Algorithms;

namespace Paragon.Experiments.CreditAssignment;

/// <summary>How long to think: a longer answer is right more often, and the penalty on length is for some prompts or for all.</summary>
internal sealed class EfficiencyExperiment : IExperiment
{
    private const int Longest = 10;
    private const int Prompts = 10;
    private const int GroupSize = 8;
    private const int Updates = 400;
    private const double StepSize = 0.3;
    private const double StartLength = 8.5;

    public string Name => "grpo-lambda";

    public string Source => "GRPO-λ, Stable Reinforcement Learning for Efficient Reasoning (2025)";

    public string Summary =>
        "A policy over lengths 1 to 10, the same for all questions; a question of difficulty d ~ U(2, 7) is answered rightly with probability σ(1.2(length − d)). 10 questions with 8 answers an update, step 0.3, 400 updates, from a mean length of 8.5. "
        + "Compared are shares λ of questions whose long right answers are penalised; measured are expected accuracy and length.";

    public IReadOnlyList<int> Seeds => [.. Enumerable.Range(1, 10)];

    public ExperimentReport Run(ExperimentRun run)
    {
        (double Accuracy, double Length) start = Expected(Start());
        Dictionary<string, (Measurement Accuracy, Measurement Length)> results = [];
        foreach ((string name, GrpoLambda objective) in new (string, GrpoLambda)[]
        {
            ("plain 0/1", new() { Lambda = 0 }), ("λ = 0.1", new() { Lambda = 0.1 }), ("λ = 0.2", new() { Lambda = 0.2 }), ("λ = 0.5", new() { Lambda = 0.5 }),
            ("λ = 1", new() { Lambda = 1 }), ("λ = 1, α = 0.5", new() { Lambda = 1, Alpha = 0.5 }),
        })
        {
            run.Progress(name);
            (double Accuracy, double Length)[] each = [.. run.Seeds.Select(seed => Expected(Train(objective, new Random(seed), run.Cancellation)))];
            results[name] = (new([.. each.Select(pair => pair.Accuracy)]), new([.. each.Select(pair => pair.Length)]));
        }

        string[] rising = ["λ = 0.1", "λ = 0.2", "λ = 0.5", "λ = 1"];
        return new ExperimentReport(
            [new ResultTable($"after 400 updates, from accuracy {start.Accuracy:0.000} and length {start.Length:0.0}", ["penalty", "accuracy", "length"],
                [.. results.Select(result => (string[])[result.Key, $"{result.Value.Accuracy}", $"{result.Value.Length}"])])],
            [
                new Claim("penalised everywhere, accuracy collapses", $"{start.Accuracy:0.000} to {results["λ = 1"].Accuracy}", results["λ = 1"].Accuracy.Mean < start.Accuracy - 0.1),
                new Claim("at λ = 0.2 answers grow shorter and accuracy does not fall below its start", $"accuracy {results["λ = 0.2"].Accuracy}, length {results["λ = 0.2"].Length}",
                    results["λ = 0.2"].Accuracy.Mean >= start.Accuracy && results["λ = 0.2"].Length.Mean < start.Length),
                new Claim("the greater λ, the shorter and the less accurate", string.Join(", ", rising.Select(name => $"{results[name].Accuracy}")),
                    rising.Zip(rising.Skip(1)).All(pair => results[pair.First].Accuracy.Mean > results[pair.Second].Accuracy.Mean && results[pair.First].Length.Mean > results[pair.Second].Length.Mean)),
            ],
            "Where nearly all answers of a prompt are right, the advantage does not depend on α: standardising cancels it.");
    }

    private static SoftmaxTable Train(GrpoLambda objective, Random random, CancellationToken cancellation)
    {
        SoftmaxTable policy = Start();
        TableLearner shaper = new(policy, objective), learner = new(policy, new GrpoVerl());
        for (int update = 0; update < Updates; update++)
        {
            cancellation.ThrowIfCancellationRequested();
            Episode[][] groups = [.. Enumerable.Range(0, Prompts).Select(_ => Answers(policy, 2 + (5 * random.NextDouble()), random))];
            PackedBatch shaped = shaper.Prepare(Reasoning(groups));

            // The choice of a length is one action, however many tokens the answer then has.
            PackedBatch choices = learner.Batch(groups);
            learner.AddGradient(groups, choices.With("token", "advantage", shaped.Column("completion", "advantage")));
            policy.Descend(StepSize);
        }

        return policy;
    }

    private static Episode[] Answers(SoftmaxTable policy, double difficulty, Random random) => [.. Enumerable.Range(0, GroupSize).Select(_ =>
        Episode.Draw(policy, random, 0, (_, _) => -1, (_, actions) => random.NextDouble() < Right(actions[0] + 1, difficulty) ? 1 : 0))];

    private static PackedBatch Reasoning(Episode[][] groups) => new PackedBatchBuilder()
        .Level("group", groups.Length)
        .LevelOf("completion", "group", groups.Select(group => group.Length))
        .LevelOf("token", "completion", groups.SelectMany(group => group).Select(episode => episode.Actions[0] + 1))
        .Column("completion", "reward", groups.SelectMany(group => group).Select(episode => episode.Reward))
        .Build();

    /// <summary>Logits that rise evenly with the length, so steeply that the mean is the one to start from.</summary>
    private static SoftmaxTable Start()
    {
        SoftmaxTable policy = new(1, Longest);
        for (double low = 0, high = 5; high - low > 1e-9;)
        {
            double slope = (low + high) / 2;
            for (int i = 0; i < Longest; i++)
            {
                policy.Logits[i] = slope * i;
            }

            (low, high) = Expected(policy).Length < StartLength ? (slope, high) : (low, slope);
        }

        return policy;
    }

    private static (double Accuracy, double Length) Expected(SoftmaxTable policy)
    {
        double[] probabilities = policy.Probabilities(0);
        double[] difficulties = [.. Enumerable.Range(0, 200).Select(i => 2 + (5 * (i + 0.5) / 200))];
        return (
            probabilities.Select((probability, i) => probability * difficulties.Average(difficulty => Right(i + 1, difficulty))).Sum(),
            probabilities.Select((probability, i) => probability * (i + 1)).Sum());
    }

    private static double Right(int length, double difficulty) => 1 / (1 + Math.Exp(-1.2 * (length - difficulty)));
}
