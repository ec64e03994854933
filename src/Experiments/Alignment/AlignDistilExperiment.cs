using System.Globalization;
using Paragon.Algorithms;

namespace Paragon.Experiments.Alignment;

/// <summary>A policy of independent positions: DPO against distillation from the teachers that AlignDistil and its ablations make of two DPO models.</summary>
internal sealed class AlignDistilExperiment : IExperiment
{
    private const int Positions = 6;
    private const int Size = 8;
    private const int Pairs = 300;
    private const double Beta = 0.1;
    private const double LearningRate = 0.02;
    private const int Steps = 100;
    private const int TeacherSteps = 100;

    private static readonly (string Name, AlignDistil Objective)[] _variants =
    [
        ("to the DPO model", new AlignDistil { Beta = Beta, Extrapolation = Beta, Adaptive = false, Contrast = false }),
        ("without contrast", new AlignDistil { Beta = Beta, Extrapolation = 10, Contrast = false }),
        ("fixed weight", new AlignDistil { Beta = Beta, Extrapolation = Beta / 1.5, Adaptive = false }),
        ("AlignDistil", new AlignDistil { Beta = Beta, Extrapolation = 10 }),
    ];

    public string Name => "aligndistil";

    public string Source => "AlignDistil (2025)";

    public string Summary =>
        "Answers of six tokens of a vocabulary of eight, drawn from a table of logits; each token has a true reward at each position, N(0, 1). 300 pairs of answers of the first policy, labelled by Bradley-Terry with the summed reward; "
        + "DPO with β = .1 on them and on the swapped pairs, 100 steps of Adam (.02) each; then distillation over the whole vocabulary, from the first policy, 100 steps of Adam (.02). Measured: the mean true reward of the policy.";

    public IReadOnlyList<int> Seeds => [1, 2, 3, 4, 5];

    public ExperimentReport Run(ExperimentRun run)
    {
        Dictionary<string, (List<double> Half, List<double> Full)> results = new() { ["DPO"] = ([], []) };
        foreach (int seed in run.Seeds)
        {
            run.Progress($"seed {seed}");
            Problem problem = new(new Random(seed));
            SoftmaxTable dpo = problem.Prefer(swapped: false, TeacherSteps, (step, value) => Note("DPO", step, value));
            SoftmaxTable reverse = problem.Prefer(swapped: true, TeacherSteps, (_, _) => { });
            foreach ((string name, AlignDistil objective) in _variants)
            {
                run.Cancellation.ThrowIfCancellationRequested();
                problem.Distil(objective, dpo, objective.Contrast ? reverse : problem.First, (step, value) => Note(name, step, value));
            }
        }

        Dictionary<string, (Measurement Half, Measurement Full)> measured = results.ToDictionary(result => result.Key, result => (new Measurement(result.Value.Half), new Measurement(result.Value.Full)));
        string Full(params string[] names) => string.Join(", ", names.Select(name => string.Create(CultureInfo.InvariantCulture, $"{name} {measured[name].Full.Mean:0.00}")));
        return new ExperimentReport(
            [new ResultTable("mean true reward of an answer", ["method", $"step {Steps / 2}", $"step {Steps}"], [.. measured.Select(result => (string[])[result.Key, result.Value.Half.ToString(), result.Value.Full.ToString()])])],
            [
                new Claim("AlignDistil is at least as good as DPO at equal steps", Full("AlignDistil", "DPO"), measured["AlignDistil"].Full.Mean >= measured["DPO"].Full.Mean),
                new Claim("without the reverse model value is lost", Full("AlignDistil", "without contrast", "to the DPO model"),
                    measured["without contrast"].Full.Mean < measured["AlignDistil"].Full.Mean && measured["to the DPO model"].Full.Mean < measured["AlignDistil"].Full.Mean),
            ],
            "The gap between the adaptive and the fixed weight is small here.");

        void Note(string name, int step, double value)
        {
            if (step is Steps / 2 or Steps)
            {
                results.TryAdd(name, ([], []));
                (step == Steps ? results[name].Full : results[name].Half).Add(value);
            }
        }
    }

    /// <summary>The true rewards, the first policy and the labelled pairs of one seed.</summary>
    private sealed class Problem
    {
        private readonly double[] _rewards;
        private readonly (int[] Chosen, int[] Rejected)[] _pairs;
        private readonly FusedBackend _backend = new(parallel: false);

        public Problem(Random random)
        {
            _rewards = [.. Enumerable.Range(0, Positions * Size).Select(_ => random.NextGaussian())];
            for (int i = 0; i < First.Logits.Length; i++)
            {
                First.Logits[i] = 0.5 * random.NextGaussian();
            }

            _pairs = [.. Enumerable.Range(0, Pairs).Select(_ => Label(Draw(random), Draw(random), random))];
        }

        public SoftmaxTable First { get; } = new(Positions, Size);

        public SoftmaxTable Prefer(bool swapped, int steps, Action<int, double> measured)
        {
            int[][] answers = [.. _pairs.SelectMany(pair => swapped ? new[] { pair.Rejected, pair.Chosen } : [pair.Chosen, pair.Rejected])];
            int[] rows = [.. Enumerable.Range(0, Pairs)];
            double[] LogProbs(SoftmaxTable policy) => [.. answers.SelectMany(answer => answer.Select((token, position) => policy.LogProbability(position, token)))];
            PackedBatch batch = new PackedBatchBuilder()
                .Level("pair", Pairs).Level("completion", 2 * Pairs).LevelOf("token", "completion", answers.Select(_ => Positions))
                .Link("pair", "chosen", "completion", [.. rows.Select(row => 2 * row)]).Link("pair", "rejected", "completion", [.. rows.Select(row => (2 * row) + 1)])
                .Column("token", "ref_logp", LogProbs(First))
                .Build();
            return Train(steps, measured, policy =>
            {
                double[] derivative = _backend.Loss(new Dpo { Beta = Beta }, batch.With("token", "logp", LogProbs(policy))).Gradient![new ColumnName("token", "logp")];
                for (int i = 0; i < derivative.Length; i++)
                {
                    policy.Add(i % Positions, answers[i / Positions][i % Positions], derivative[i]);
                }
            });
        }

        /// <summary>Positions are independent, so one answer holds the whole distribution: the loss is in closed form.</summary>
        public void Distil(AlignDistil objective, SoftmaxTable dpo, SoftmaxTable reference, Action<int, double> measured)
        {
            PackedBatch batch = new PackedBatchBuilder()
                .Level("completion", 1).LevelOf("token", "completion", [Positions]).LevelOf("choice", "token", Enumerable.Repeat(Size, Positions))
                .Column("choice", "dpo_logit", dpo.Logits).Column("choice", "ref_logit", reference.Logits)
                .Build();
            Train(Steps, measured, policy => _backend.Loss(objective, batch.With("choice", "logit", [.. policy.Logits])).Gradient![new ColumnName("choice", "logit")].CopyTo(policy.Gradient, 0));
        }

        private SoftmaxTable Train(int steps, Action<int, double> measured, Action<SoftmaxTable> differentiate)
        {
            SoftmaxTable policy = First.Copy();
            Adam adam = new(policy.Logits.Length, LearningRate);
            for (int step = 1; step <= steps; step++)
            {
                differentiate(policy);
                adam.Descend(policy.Logits, policy.Gradient);
                Array.Clear(policy.Gradient);
                measured(step, Value(policy));
            }

            return policy;
        }

        private double Value(SoftmaxTable policy) =>
            Enumerable.Range(0, Positions).Sum(position => policy.Probabilities(position).Zip(_rewards.AsSpan(position * Size, Size).ToArray(), (p, r) => p * r).Sum());

        private int[] Draw(Random random) => [.. Enumerable.Range(0, Positions).Select(position => First.Draw(position, random))];

        private (int[], int[]) Label(int[] one, int[] other, Random random)
        {
            double Reward(int[] answer) => answer.Select((token, position) => _rewards[(position * Size) + token]).Sum();
            return random.NextDouble() < 1 / (1 + Math.Exp(Reward(other) - Reward(one))) ? (one, other) : (other, one);
        }
    }
}
