using System.Globalization;
using Paragon.Algorithms;

namespace Paragon.Experiments.PolicyGradient;

/// <summary>Proxy rewards first, then a user's, with the anchor moved: MusicRL's recipe R, U and RU.</summary>
internal sealed class MusicRlExperiment : IExperiment
{
    private const int Positions = 6;
    private const int Tokens = 8;
    private const int Samples = 64;
    private const int Steps = 400;
    private const double LearningRate = 0.03;
    private const int Duels = 20_000;

    public string Name => "musicrl";

    public string Source => "MusicRL, Aligning Music Generation to Human Preferences (2024)";

    public string Summary =>
        "Sequences of 6 positions and 8 tokens; tables of text fit and quality from N(0, 1), taste = half of either + N(0, 0.5²), a user model = taste + N(0, 1). KL-regularised REINFORCE with a value "
        + "for each position, α = 0.05, 64 samples, 400 steps of Adam (0.03) a stage. R: text + quality. U: the user model. RU: the user model from R, with R as the anchor.";

    public IReadOnlyList<int> Seeds => [1, 2, 3, 4];

    public ExperimentReport Run(ExperimentRun run)
    {
        string[] recipes = ["R", "U", "RU"];
        (double Wins, double Text)[][] each = [.. run.Seeds.Select(seed =>
        {
            run.Progress($"seed {seed}");
            return Learn(seed, run.Cancellation);
        })];
        Measurement Wins(int recipe) => new([.. each.Select(seed => seed[recipe].Wins)]);
        Measurement Text(int recipe) => new([.. each.Select(seed => seed[recipe].Text)]);
        ResultTable table = new(
            "win rate against the base by true taste; text fit gained over the base, as a share of what is possible",
            ["recipe", "win rate", "text"],
            [.. recipes.Select((recipe, i) => (string[])[recipe, Wins(i).ToString(), Text(i).ToString()])]);
        return new ExperimentReport(
            [table],
            [
                new Claim("RU wins at least as often as R and as U", string.Join(", ", recipes.Select((recipe, i) => string.Create(CultureInfo.InvariantCulture, $"{recipe} {Wins(i).Mean:0.000}"))),
                    Wins(2).Mean >= Wins(0).Mean && Wins(2).Mean >= Wins(1).Mean),
                new Claim("U alone loses text fit relative to R", $"by {Text(0).Minus(Text(1))}", Text(0).Mean > Text(1).Mean),
            ]);
    }

    private static (double Wins, double Text)[] Learn(int seed, CancellationToken cancellation)
    {
        Random random = new(seed);
        double[] Table(double deviation) => [.. Enumerable.Range(0, Positions * Tokens).Select(_ => deviation * random.NextGaussian())];
        double[] text = Table(1), quality = Table(1);
        double[] taste = [.. text.Zip(quality, (t, q) => (t + q) / 2).Zip(Table(0.5), (mean, noise) => mean + noise)];
        double[] user = [.. taste.Zip(Table(1), (own, noise) => own + noise)];
        double[] mixed = [.. text.Zip(quality, (t, q) => t + q)];
        SoftmaxTable start = new(Positions, Tokens);
        SoftmaxTable proxies = Train(start, mixed, random, cancellation);
        SoftmaxTable[] policies = [proxies, Train(start, user, random, cancellation), Train(proxies, user, random, cancellation)];
        double possible = Enumerable.Range(0, Positions).Sum(position => text.Skip(position * Tokens).Take(Tokens).Max()) - Mean(start, text);
        return [.. policies.Select(policy => (WinRate(policy, start, taste, random), (Mean(policy, text) - Mean(start, text)) / possible))];
    }

    /// <summary>One stage of the recipe: from an anchor, held to it.</summary>
    private static SoftmaxTable Train(SoftmaxTable anchor, double[] rewards, Random random, CancellationToken cancellation)
    {
        MusicRl objective = new();
        FusedBackend backend = new(parallel: false);
        SoftmaxTable policy = anchor.Copy();
        Adam ofPolicy = new(policy.Logits.Length, LearningRate), ofValues = new(Positions, LearningRate);
        double[] values = new double[Positions];
        for (int step = 0; step < Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            int[][] sampled = [.. Enumerable.Range(0, Samples).Select(_ => Draw(policy, random))];
            PackedBatch batch = backend.Prepare(objective, Batch(sampled, policy, anchor, values, rewards));
            IReadOnlyDictionary<ColumnName, double[]> gradient = backend.Loss(objective, batch).Gradient!;
            Array.Clear(policy.Gradient);
            double[] slopes = new double[Positions];
            for (int token = 0; token < Samples * Positions; token++)
            {
                slopes[token % Positions] += gradient[new ColumnName("token", "value")][token];
                for (int choice = 0; choice < Tokens; choice++)
                {
                    policy.Gradient[(token % Positions * Tokens) + choice] += gradient[new ColumnName("choice", "logit")][(token * Tokens) + choice];
                }
            }

            ofPolicy.Descend(policy.Logits, policy.Gradient);
            ofValues.Descend(values, slopes);
        }

        return policy;
    }

    private static PackedBatch Batch(int[][] sampled, SoftmaxTable policy, SoftmaxTable anchor, double[] values, double[] rewards) => new PackedBatchBuilder()
        .Level("completion", Samples)
        .LevelOf("token", "completion", sampled.Select(_ => Positions))
        .LevelOf("choice", "token", Enumerable.Repeat(Tokens, Samples * Positions))
        .Link("token", "chosen", "choice", [.. sampled.SelectMany(sequence => sequence).Select((choice, token) => (token * Tokens) + choice)])
        .Column("completion", "reward", sampled.Select(sequence => Worth(sequence, rewards)))
        .Column("token", "old_value", sampled.SelectMany(_ => values))
        .Column("token", "value", sampled.SelectMany(_ => values))
        .Column("choice", "logit", sampled.SelectMany(_ => policy.Logits))
        .Column("choice", "ref_logit", sampled.SelectMany(_ => anchor.Logits))
        .Build();

    private static int[] Draw(SoftmaxTable policy, Random random) => [.. Enumerable.Range(0, Positions).Select(position => policy.Draw(position, random))];

    private static double Worth(int[] sequence, double[] table) => sequence.Select((token, position) => table[(position * Tokens) + token]).Sum();

    private static double Mean(SoftmaxTable policy, double[] table) =>
        table.Select((value, cell) => Math.Exp(policy.LogProbability(cell / Tokens, cell % Tokens)) * value).Sum();

    private static double WinRate(SoftmaxTable policy, SoftmaxTable start, double[] taste, Random random) =>
        Enumerable.Range(0, Duels).Average(_ => Worth(Draw(policy, random), taste) > Worth(Draw(start, random), taste) ? 1.0 : 0);
}
