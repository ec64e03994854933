using System.Globalization;
using Paragon.Algorithms;
using Paragon.Rollouts;

namespace Paragon.Experiments.ProcessRewards;

/// <summary>Whether a model that was trained on outcomes alone knows which steps are wrong.</summary>
internal sealed class ImplicitPrmExperiment : IExperiment
{
    private const int Passes = 400;
    private const double Step = 400;
    private const int Tested = 2000;
    private const int Candidates = 16;
    private const int Trials = 500;

    private static readonly KeySteps _task = new(8, 3, 1, 3, 5);
    private static readonly int[] _sizes = [100, 400, 1600];

    private static readonly (string Name, IObjective Score)[] _scores =
    [
        ("smallest accumulated", new ImplicitPrmScore()),
        ("outcome sum", new ImplicitPrmScore { Score = StepScore.Single, Aggregate = StepAggregate.Sum }),
    ];

    public string Name => "implicit-prm";

    public string Source => "Implicit PRM, Free Process Rewards without Process Labels (2024)";

    public string Summary =>
        "Sequences of 8 symbols from a uniform reference over 3 are right if three given places are (3.7%). A table by place learns by cross-entropy from labelled sequences, 400 passes (steps of 400). "
        + "Measured: the area under the curve with which the token reward tells right from wrong symbols at the key places, and the accuracy of the best of 16 sequences by two scores.";

    public IReadOnlyList<int> Seeds => [.. Enumerable.Range(1, 10)];

    public ExperimentReport Run(ExperimentRun run)
    {
        Dictionary<int, Measurement[]> results = [];
        foreach (int size in _sizes)
        {
            run.Progress($"{size} labelled sequences");
            double[][] each = [.. run.Seeds.Select(seed => Measure(size, seed, run.Cancellation))];
            results[size] = [.. Enumerable.Range(0, 4).Select(i => new Measurement([.. each.Select(values => values[i])]))];
        }

        string Text(int size) => string.Create(CultureInfo.InvariantCulture, $"{size}: {results[size][1]} and {results[size][2]}");
        return new ExperimentReport(
            [new ResultTable("by labelled sequences", ["sequences", "AUC of steps", .. _scores.Select(score => $"best of 16, {score.Name}"), "best of 16, oracle"],
                [.. _sizes.Select(size => (string[])[size.ToString(CultureInfo.InvariantCulture), .. results[size].Select(value => value.ToString())])])],
            [
                new Claim("outcome labels alone tell right steps from wrong ones: AUC above 0.9", string.Join(", ", _sizes.Select(size => $"{size}: {results[size][0]}")), _sizes.All(size => results[size][0].Mean > 0.9)),
                new Claim("the smallest accumulated score is at least as good as the outcome sum, within noise (two standard errors of the difference)", string.Join("; ", _sizes.Select(Text)),
                    _sizes.All(size => results[size][1].Minus(results[size][2]) is var gap && gap.Mean >= -Math.Max(0.005, 2 * gap.Error))),
            ],
            "A random choice of 16 is right in 3.7% of the cases.");
    }

    /// <summary>AUC, accuracy of the best of 16 by each score, and that of an oracle.</summary>
    private static double[] Measure(int size, int seed, CancellationToken cancellation)
    {
        Random random = new(seed);
        FusedBackend backend = new(parallel: false);
        SoftmaxTable reference = _task.Policy(0), model = reference.Copy();
        int[] states = _task.States(size), actions = _task.Draw(reference, size, random);
        double[] ofReference = reference.LogProbabilities(states, actions);
        PackedBatch labelled = PackedBatchBuilder.From(EpisodeBatch.Of(1, size, _task.Length))
            .Level("example", size).Link("example", "completion", "completion", [.. Enumerable.Range(0, size)])
            .Column("example", "desirable", _task.Outcomes(actions)).Column("token", "ref_logp", ofReference).Build();
        ImplicitPrm objective = new();
        for (int pass = 0; pass < Passes; pass++)
        {
            cancellation.ThrowIfCancellationRequested();
            model.Add(backend.Loss(objective, labelled.With("token", "logp", model.LogProbabilities(states, actions))), states, actions);
            model.Descend(Step);
        }

        return [Auc(model, reference, backend, random), .. BestOf(model, reference, backend, random)];
    }

    private static PackedBatch Scored(SoftmaxTable model, SoftmaxTable reference, int count, int[] actions)
    {
        int[] states = _task.States(count);
        return EpisodeBatch.Of(1, count, _task.Length, "step")
            .With("token", "reward_logp", model.LogProbabilities(states, actions)).With("token", "ref_logp", reference.LogProbabilities(states, actions));
    }

    /// <summary>Probability that a right symbol at a key place has a higher reward than a wrong one; ties count half.</summary>
    private static double Auc(SoftmaxTable model, SoftmaxTable reference, FusedBackend backend, Random random)
    {
        int[] actions = _task.Draw(reference, Tested, random);
        IObjective score = _scores[0].Score;
        double[] rewards = backend.Values(score, score.Stages.Single(stage => stage.Name == "TokenReward"), Scored(model, reference, Tested, actions));
        int[] tokens = [.. Enumerable.Range(0, actions.Length).Where(token => _task.Keys.Contains(token % _task.Length))];
        double[] right = [.. tokens.Where(token => actions[token] == 0).Select(token => rewards[token])];
        double[] wrong = [.. tokens.Where(token => actions[token] != 0).Select(token => rewards[token]).Order()];
        return right.Average(reward => (double)(Below(wrong, reward, false) + Below(wrong, reward, true)) / 2 / wrong.Length);
    }

    /// <summary>How many sorted numbers are below a value, or not above it.</summary>
    private static int Below(double[] sorted, double value, bool orEqual)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = sorted[middle] < value || (orEqual && sorted[middle] == value) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static double[] BestOf(SoftmaxTable model, SoftmaxTable reference, FusedBackend backend, Random random)
    {
        int count = Trials * Candidates;
        int[] actions = _task.Draw(reference, count, random);
        double[] outcomes = _task.Outcomes(actions);
        PackedBatch batch = Scored(model, reference, count, actions);
        return [.. _scores.Select(score => Accuracy(backend.Values(score.Score, score.Score.Stages.Single(stage => stage.Name == "ResponseScore"), batch), outcomes)), Accuracy(outcomes, outcomes)];
    }

    private static double Accuracy(double[] scores, double[] outcomes) =>
        Enumerable.Range(0, Trials).Average(trial => outcomes[(trial * Candidates) + BestOfN.Choose(scores[(trial * Candidates)..((trial + 1) * Candidates)])]);
}
