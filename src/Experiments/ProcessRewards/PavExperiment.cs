using System.Globalization;
using Paragon.Algorithms;

namespace Paragon.Experiments.ProcessRewards;

/// <summary>Which provers help: the paper's own didactic task, symbols to be planted in order.</summary>
internal sealed class PavExperiment : IExperiment
{
    private const int Length = 10;
    private const int Symbols = 10;
    private const int Planted = 4;
    private const int Episodes = 8;
    private const int Updates = 150;

    private static readonly (string Name, double Accuracy, Pav Objective)[] _provers =
    [
        ("none (α = 0)", 0.5, new Pav { Alpha = 0 }),
        ("γ = 0.1", 0.1, new Pav()),
        ("γ = 0.3", 0.3, new Pav()),
        ("γ = 0.5", 0.5, new Pav()),
        ("γ = 0.9", 0.9, new Pav()),
        ("γ = 1", 1, new Pav()),
        ("best of 4 of the first policy", 0.1, new Pav { BestOfK = true }),
    ];

    private static readonly PackedBatch _structure = EpisodeBatch.Of(1, Episodes, Length, "step");

    public string Name => "pav";

    public string Source => "PAV, Rewarding Progress: Scaling Automated Process Verifiers for LLM Reasoning (2024)";

    public string Summary =>
        "An episode of 10 symbols out of 10 succeeds if four given ones are in it in order. The policy is a softmax for each number of symbols found so far, uniform at the start (success about 1.3%). "
        + "Provers hit the next symbol with probability γ at each place; their values are exact. 8 episodes an update, 150 updates, step size 1, α = 3; the base policy's value is the outcome.";

    public IReadOnlyList<int> Seeds => [.. Enumerable.Range(1, 20)];

    public ExperimentReport Run(ExperimentRun run)
    {
        Dictionary<string, Measurement> results = [];
        foreach ((string name, double accuracy, Pav objective) in _provers)
        {
            run.Progress(name);
            results[name] = Measurement.Of(run.Seeds, seed => Train(objective, accuracy, seed, run.Cancellation));
        }

        double Mean(string name) => results[name].Mean;
        string none = _provers[0].Name;
        string[] medium = ["γ = 0.3", "γ = 0.5"], extreme = ["γ = 0.1", "γ = 1"];
        string Text(params IEnumerable<string> names) => string.Join(", ", names.Select(name => string.Create(CultureInfo.InvariantCulture, $"{name} {Mean(name):0.000}")));
        return new ExperimentReport(
            [new ResultTable("mean probability of success over training", ["prover", "success"], [.. _provers.Select(prover => (string[])[prover.Name, results[prover.Name].ToString()])])],
            [
                new Claim("every prover is above none", Text(results.Keys), _provers.Skip(1).All(prover => Mean(prover.Name) > Mean(none))),
                new Claim("provers of medium strength are above the weak and the perfect one", Text([.. medium, .. extreme]), medium.All(name => extreme.All(other => Mean(name) > Mean(other)))),
            ]);
    }

    private static double Train(Pav objective, double accuracy, int seed, CancellationToken cancellation)
    {
        Random random = new(seed);
        FusedBackend backend = new(parallel: false);
        SoftmaxTable policy = new(Planted + 1, Symbols);
        double[,] prover = Values(accuracy);
        double total = 0;
        for (int update = 0; update < Updates; update++)
        {
            cancellation.ThrowIfCancellationRequested();
            int[] states = new int[Episodes * Length], actions = new int[Episodes * Length];
            double[] proverValues = new double[Episodes * Length], outcomes = new double[Episodes * Length];
            for (int episode = 0; episode < Episodes; episode++)
            {
                int found = 0;
                for (int place = 0; place < Length; place++)
                {
                    int token = (episode * Length) + place;
                    (states[token], actions[token]) = (found, policy.Draw(found, random));
                    found += found < Planted && actions[token] == found ? 1 : 0;
                    proverValues[token] = prover[found, Length - 1 - place];
                }

                Array.Fill(outcomes, found == Planted ? 1 : 0, episode * Length, Length);
            }

            PackedBatch batch = _structure
                .With("completion", "prover_value", [.. Enumerable.Repeat(prover[0, Length], Episodes)])
                .With("step", "prover_value", proverValues).With("step", "base_value", outcomes)
                .With("token", "logp", policy.LogProbabilities(states, actions));
            policy.Add(backend.Loss(objective, backend.Prepare(objective, batch)), states, actions);
            policy.Descend(1);
            total += Success(policy);
        }

        return total / Updates;
    }

    /// <summary>Probability of success by the number of symbols found and of places left, if each next symbol is hit with the accuracy.</summary>
    private static double[,] Values(double accuracy)
    {
        double[,] values = new double[Planted + 1, Length + 1];
        values[Planted, 0] = 1;
        for (int left = 1; left <= Length; left++)
        {
            values[Planted, left] = 1;
            for (int found = 0; found < Planted; found++)
            {
                values[found, left] = (accuracy * values[found + 1, left - 1]) + ((1 - accuracy) * values[found, left - 1]);
            }
        }

        return values;
    }

    private static double Success(SoftmaxTable policy)
    {
        double[] reached = new double[Planted + 1];
        reached[0] = 1;
        double[] hit = [.. Enumerable.Range(0, Planted).Select(found => policy.Probabilities(found)[found])];
        for (int place = 0; place < Length; place++)
        {
            for (int found = Planted - 1; found >= 0; found--)
            {
                reached[found + 1] += reached[found] * hit[found];
                reached[found] *= 1 - hit[found];
            }
        }

        return reached[Planted];
    }
}
