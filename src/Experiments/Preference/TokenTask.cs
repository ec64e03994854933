namespace Paragon.Experiments.Preference;

/// <summary>
/// Sequences of which every token has a known value: pairs drawn from a uniform reference, labelled by Bradley-Terry on the sums, and
/// what a table of token probabilities has learned from them.
/// </summary>
internal sealed class TokenTask
{
    private const int Positions = 6;
    private const int Tokens = 10;
    private const int Steps = 200;
    private const double LearningRate = 0.05;

    private readonly double[] _values;
    private readonly int[][] _sequences;
    private readonly PackedBatch _pairs;

    /// <summary>A task and its data.</summary>
    /// <param name="pairs">Number of labelled pairs.</param>
    /// <param name="random">Draws values, sequences, labels and noise.</param>
    public TokenTask(int pairs, Random random)
    {
        _values = [.. Enumerable.Range(0, Positions * Tokens).Select(_ => random.NextGaussian())];
        Noise = [.. _values.Select(_ => random.NextGaussian())];
        _sequences = [.. Enumerable.Range(0, pairs).SelectMany(_ => Labelled(random))];
        int[] rows = [.. Enumerable.Range(0, pairs)];
        _pairs = new PackedBatchBuilder()
            .Level("pair", pairs)
            .Level("completion", 2 * pairs)
            .LevelOf("token", "completion", _sequences.Select(_ => Positions))
            .Link("pair", "chosen", "completion", [.. rows.Select(row => 2 * row)])
            .Link("pair", "rejected", "completion", [.. rows.Select(row => (2 * row) + 1)])
            .Column("token", "ref_logp", Enumerable.Repeat(-Math.Log(Tokens), 2 * pairs * Positions))
            .Build();
    }

    /// <summary>True value of each token at each position.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>A standard normal number for each token at each position: what spoils a guide.</summary>
    public IReadOnlyList<double> Noise { get; }

    /// <summary>The pairs with a column of the tokens from a number for each token at each position.</summary>
    public PackedBatch With(PackedBatch? batch, string column, Func<int, double> value) =>
        (batch ?? _pairs).With("token", column, [.. Cells().Select(value)]);

    /// <summary>Trains a table by a loss of the pairs.</summary>
    public SoftmaxTable Train(IObjective objective, PackedBatch? batch, CancellationToken cancellation)
    {
        SoftmaxTable policy = new(Positions, Tokens);
        Adam adam = new(policy.Logits.Length, LearningRate);
        FusedBackend backend = new(parallel: false);
        int[] cells = [.. Cells()];
        for (int step = 0; step < Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            PackedBatch now = With(batch, "logp", cell => policy.LogProbability(cell / Tokens, cell % Tokens));
            double[] gradient = backend.Loss(objective, now).Gradient![new ColumnName("token", "logp")];
            Array.Clear(policy.Gradient);
            for (int token = 0; token < cells.Length; token++)
            {
                policy.Add(cells[token] / Tokens, cells[token] % Tokens, gradient[token]);
            }

            adam.Descend(policy.Logits, policy.Gradient);
        }

        return policy;
    }

    /// <summary>Correlation of the learned log-ratio with the true value, over all tokens and positions.</summary>
    public double Correlation(SoftmaxTable policy)
    {
        double[] learned = LogRatios(policy);
        double mean = learned.Average(), centre = _values.Average();
        double covariance = learned.Zip(_values, (x, y) => (x - mean) * (y - centre)).Sum();
        return covariance / Math.Sqrt(learned.Sum(x => (x - mean) * (x - mean)) * _values.Sum(y => (y - centre) * (y - centre)));
    }

    /// <summary>Mean value of the policy's sequences less that of the reference's.</summary>
    public double Gain(SoftmaxTable policy) => _values.Select((value, cell) => (Probability(policy, cell) - (1.0 / Tokens)) * value).Sum();

    /// <summary>KL(π ‖ π_ref) of whole sequences.</summary>
    public static double Divergence(SoftmaxTable policy) => LogRatios(policy).Select((ratio, cell) => Probability(policy, cell) * ratio).Sum();

    /// <summary>Of the tokens in rejected sequences that are worth more than 0, the share that became less likely.</summary>
    public double GoodPushedDown(SoftmaxTable policy)
    {
        double[] learned = LogRatios(policy);
        int[] good = [.. _sequences.Where((_, row) => row % 2 == 1).SelectMany(Cells).Where(cell => _values[cell] > 0)];
        return good.Average(cell => learned[cell] < 0 ? 1.0 : 0);
    }

    /// <summary>log-probabilities of a table that is the reference tilted by a number for each token at each position.</summary>
    public static double[] Tilted(Func<int, double> tilt)
    {
        SoftmaxTable table = new(Positions, Tokens);
        for (int cell = 0; cell < table.Logits.Length; cell++)
        {
            table.Logits[cell] = tilt(cell);
        }

        return [.. table.Logits.Select((_, cell) => table.LogProbability(cell / Tokens, cell % Tokens))];
    }

    private static double Probability(SoftmaxTable policy, int cell) => Math.Exp(policy.LogProbability(cell / Tokens, cell % Tokens));

    private static double[] LogRatios(SoftmaxTable policy) =>
        [.. policy.Logits.Select((_, cell) => policy.LogProbability(cell / Tokens, cell % Tokens) + Math.Log(Tokens))];

    private IEnumerable<int> Cells() => _sequences.SelectMany(Cells);

    private static IEnumerable<int> Cells(int[] sequence) => sequence.Select((token, position) => (position * Tokens) + token);

    private int[][] Labelled(Random random)
    {
        int[][] both = [.. Enumerable.Range(0, 2).Select(_ => Enumerable.Range(0, Positions).Select(_ => random.Next(Tokens)).ToArray())];
        double margin = Cells(both[0]).Sum(cell => _values[cell]) - Cells(both[1]).Sum(cell => _values[cell]);
        return random.NextDouble() < 1 / (1 + Math.Exp(-margin)) ? both : [both[1], both[0]];
    }
}
