using System.Globalization;
using Paragon.Algorithms;

namespace Paragon.Experiments.Preference;

/// <summary>Learning from logged sequences with noisy rewards: what the advantage and the ratio add to cloning.</summary>
internal sealed class LeftoverLunchExperiment : IExperiment
{
    private const int Positions = 4;
    private const int Tokens = 6;
    private const int Logged = 600;
    private const int Fresh = 600;
    private const int Steps = 300;
    private const double LearningRate = 0.02;
    private const double RewardNoise = 0.25;

    private static readonly (string Name, IObjective Objective)[] _methods =
    [
        ("nll", new Nll()),
        ("wbc", new Wbc()),
        ("a-lol-ref-free", new ALolRefFree()),
        ("r-lol", new RLol()),
        ("a-lol", new ALol()),
        ("a-lol-seq", new ALolSeq()),
    ];

    public string Name => "a-lol";

    public string Source => "A-LoL, Improving Language Models with Advantage-based Offline Policy Gradients (2023)";

    public string Summary =>
        "600 sequences of 4 positions and 6 tokens, logged from a table with logits from N(0, 1). Reward: the sigmoid of the sum of token values from N(0, 1), with noise "
        + "N(0, 0.25²), held in [0, 1]; the value of the prompt is the mean reward of 600 fresh sequences. 300 steps of Adam (0.02) on all logged sequences, c = 0.9.";

    public IReadOnlyList<int> Seeds => [1, 2, 3, 4, 5];

    public ExperimentReport Run(ExperimentRun run)
    {
        run.Progress($"{_methods.Length} methods, {run.Seeds.Count} seeds");
        (double Behaviour, (double Reward, double Divergence)[] Learned)[] each = [.. run.Seeds.Select(seed => Learn(seed, run.Cancellation))];
        Dictionary<string, Measurement> rewards = _methods.Index().ToDictionary(method => method.Item.Name, method => new Measurement([.. each.Select(seed => seed.Learned[method.Index].Reward)]));
        Measurement[] divergences = [.. _methods.Index().Select(method => new Measurement([.. each.Select(seed => seed.Learned[method.Index].Divergence)]))];
        ResultTable table = new(
            "true reward without noise, and KL to the reference",
            ["method", "reward", "KL"],
            [["logged", new Measurement([.. each.Select(seed => seed.Behaviour)]).ToString(), "0"], .. _methods.Select((method, i) => (string[])[method.Name, rewards[method.Name].ToString(), divergences[i].ToString()])]);
        return new ExperimentReport(
            [table],
            [
                Below("nll", "wbc"), Below("wbc", "a-lol-ref-free"), Below("a-lol-ref-free", "a-lol"),
                new Claim("a-lol-seq is the highest", string.Join(", ", _methods.Select(method => string.Create(CultureInfo.InvariantCulture, $"{method.Name} {rewards[method.Name].Mean:0.000}"))),
                    rewards.All(reward => reward.Key == "a-lol-seq" || reward.Value.Mean < rewards["a-lol-seq"].Mean)),
            ]);

        Claim Below(string lower, string higher)
        {
            Measurement lead = rewards[higher].Minus(rewards[lower]);
            return new Claim($"{higher} beats {lower}", $"by {lead}", lead.Mean > 0);
        }
    }

    private static (double Behaviour, (double Reward, double Divergence)[] Learned) Learn(int seed, CancellationToken cancellation)
    {
        Random random = new(seed);
        double[] values = [.. Enumerable.Range(0, Positions * Tokens).Select(_ => random.NextGaussian())];
        SoftmaxTable reference = new(Positions, Tokens);
        for (int cell = 0; cell < reference.Logits.Length; cell++)
        {
            reference.Logits[cell] = random.NextGaussian();
        }

        int[][] logged = Draw(reference, Logged, random);
        double value = Draw(reference, Fresh, random).Average(sequence => Noisy(sequence, values, random));
        PackedBatch batch = new PackedBatchBuilder()
            .Level("completion", Logged)
            .LevelOf("token", "completion", logged.Select(_ => Positions))
            .Column("completion", "reward", logged.Select(sequence => Noisy(sequence, values, random)))
            .Column("completion", "prompt_value", logged.Select(_ => value))
            .Column("token", "ref_logp", LogProbabilities(reference, logged))
            .Build();
        return (Worth(reference, values), [.. _methods.Select(method =>
        {
            SoftmaxTable policy = Train(method.Objective, reference, logged, batch, cancellation);
            return (Worth(policy, values), Divergence(policy, reference));
        })]);
    }

    private static SoftmaxTable Train(IObjective objective, SoftmaxTable reference, int[][] logged, PackedBatch batch, CancellationToken cancellation)
    {
        FusedBackend backend = new(parallel: false);
        PackedBatch prepared = backend.Prepare(objective, batch);
        SoftmaxTable policy = reference.Copy();
        Adam adam = new(policy.Logits.Length, LearningRate);
        for (int step = 0; step < Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] gradient = backend.Loss(objective, prepared.With("token", "logp", LogProbabilities(policy, logged))).Gradient![new ColumnName("token", "logp")];
            Array.Clear(policy.Gradient);
            for (int token = 0; token < gradient.Length; token++)
            {
                policy.Add(token % Positions, logged[token / Positions][token % Positions], gradient[token]);
            }

            adam.Descend(policy.Logits, policy.Gradient);
        }

        return policy;
    }

    private static int[][] Draw(SoftmaxTable policy, int count, Random random) =>
        [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, Positions).Select(position => policy.Draw(position, random)).ToArray())];

    private static double[] LogProbabilities(SoftmaxTable policy, int[][] sequences)
    {
        double[] table = [.. policy.Logits.Select((_, cell) => policy.LogProbability(cell / Tokens, cell % Tokens))];
        return [.. sequences.SelectMany(sequence => sequence.Select((token, position) => table[(position * Tokens) + token]))];
    }

    private static double Noisy(int[] sequence, double[] values, Random random) =>
        Math.Clamp(TrueReward(sequence, values) + (RewardNoise * random.NextGaussian()), 0, 1);

    private static double TrueReward(int[] sequence, double[] values) =>
        1 / (1 + Math.Exp(-sequence.Select((token, position) => values[(position * Tokens) + token]).Sum()));

    /// <summary>The exact mean of the reward without noise, over all 6⁴ sequences.</summary>
    private static double Worth(SoftmaxTable policy, double[] values)
    {
        double[][] probabilities = [.. Enumerable.Range(0, Positions).Select(policy.Probabilities)];
        double worth = 0;
        int[] sequence = new int[Positions];
        for (int number = 0; number < (int)Math.Pow(Tokens, Positions); number++)
        {
            double probability = 1;
            for (int position = 0, left = number; position < Positions; position++, left /= Tokens)
            {
                sequence[position] = left % Tokens;
                probability *= probabilities[position][sequence[position]];
            }

            worth += probability * TrueReward(sequence, values);
        }

        return worth;
    }

    private static double Divergence(SoftmaxTable policy, SoftmaxTable reference) => policy.Logits.Select((_, cell) =>
    {
        double logp = policy.LogProbability(cell / Tokens, cell % Tokens);
        return Math.Exp(logp) * (logp - reference.LogProbability(cell / Tokens, cell % Tokens));
    }).Sum();
}
