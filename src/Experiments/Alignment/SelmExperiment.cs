using System.Globalization;
using Paragon.Algorithms;
using Paragon.Training;

namespace Paragon.Experiments.Alignment;

/// <summary>Iterative DPO with and without optimism on a bandit whose best arm the reference policy hardly ever draws.</summary>
internal sealed class SelmExperiment : IExperiment
{
    private const int Arms = 40;
    private const int Mediocre = 5;
    private const double Best = 3;
    private const double MassOfBest = 0.0014;
    private const double MassOfMediocre = 0.95;
    private const int Rounds = 6;
    private const int Prompts = 16;
    private const int Samples = 3;
    private const int Steps = 60;
    private const double LearningRate = 0.05;
    private const double Beta = 0.1;

    private static readonly double[] _alphas = [0, 0.01, 0.05, 0.1, 0.5];

    public string Name => "selm";

    public string Source => "Self-Exploring Language Models (SELM, 2024)";

    public string Summary =>
        "A bandit of 40 arms; the reference policy puts 95 % on five mediocre ones (reward 0.5 to 1.1) and 0.14 % on the best (reward 3), the rest has rewards in [-1, 1]. Six rounds: 16 prompts, three samples each "
        + "from the reference, best against worst, the first sample as the fresh response; 60 steps of Adam (0.05), β = .1; the policy becomes the reference. α = 0 is iterative DPO.";

    public IReadOnlyList<int> Seeds => [.. Enumerable.Range(1, 40)];

    public ExperimentReport Run(ExperimentRun run)
    {
        Dictionary<double, (Measurement Distinct, Measurement Found, Measurement Value)> results = [];
        foreach (double alpha in _alphas)
        {
            run.Progress(string.Create(CultureInfo.InvariantCulture, $"α = {alpha}, {run.Seeds.Count} seeds"));
            (int Distinct, bool Found, double Value)[] each = [.. run.Seeds.Select(seed => Explore(alpha, seed, run.Cancellation))];
            results[alpha] = (new([.. each.Select(one => (double)one.Distinct)]), new([.. each.Select(one => one.Found ? 1.0 : 0)]), new([.. each.Select(one => one.Value)]));
        }

        (Measurement ofDpo, double value) = (results[0].Distinct, results[0].Value.Mean);
        double[] moderate = [0.01, 0.05, 0.1];
        string Values(Func<(Measurement Distinct, Measurement Found, Measurement Value), Measurement> of) =>
            string.Join(", ", _alphas.Select(alpha => string.Create(CultureInfo.InvariantCulture, $"α = {alpha}: {of(results[alpha])}")));
        return new ExperimentReport(
            [
                new ResultTable("after six rounds", ["α", "arms drawn", "share that drew the best", "value of the policy"],
                    [.. _alphas.Select(alpha => (string[])[alpha.ToString(CultureInfo.InvariantCulture), results[alpha].Distinct.ToString(), results[alpha].Found.ToString(), results[alpha].Value.ToString()])]),
            ],
            [
                new Claim("for α from .01 to .1 more arms are drawn than by iterative DPO", Values(result => result.Distinct), moderate.All(alpha => results[alpha].Distinct.Mean > ofDpo.Mean)),
                new Claim("and the value is higher", Values(result => result.Value), moderate.All(alpha => results[alpha].Value.Mean > value)),
                new Claim("a large α explores too much: at .5 the value is below that of the best smaller one", Values(result => result.Value), results[0.5].Value.Mean < moderate.Max(alpha => results[alpha].Value.Mean)),
            ]);
    }

    private static (int Distinct, bool Found, double Value) Explore(double alpha, int seed, CancellationToken cancellation)
    {
        Random random = new(seed);
        double[] rewards = [.. Enumerable.Range(0, Arms).Select(arm => arm == Arms - 1 ? Best : arm < Mediocre ? 0.5 + (0.6 * random.NextDouble()) : (2 * random.NextDouble()) - 1)];
        SoftmaxTable policy = new(1, Arms);
        for (int arm = 0; arm < Arms; arm++)
        {
            policy.Logits[arm] = Math.Log(arm == Arms - 1 ? MassOfBest : arm < Mediocre ? MassOfMediocre / Mediocre : (1 - MassOfMediocre - MassOfBest) / (Arms - Mediocre - 1));
        }

        HashSet<int> drawn = [];
        for (int round = 0; round < Rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            SoftmaxTable reference = policy.Copy();
            List<(int Chosen, int Rejected, int Response)> mined = [];
            for (int prompt = 0; prompt < Prompts; prompt++)
            {
                int[] samples = [.. Enumerable.Range(0, Samples).Select(_ => reference.Draw(0, random))];
                drawn.UnionWith(samples);
                if (BestAndWorst.Of([.. samples.Select(arm => rewards[arm])]) is { } pair)
                {
                    mined.Add((samples[pair.Chosen], samples[pair.Rejected], samples[0]));
                }
            }

            Learn(policy, reference, mined, new Selm { Beta = Beta, Alpha = alpha });
        }

        return (drawn.Count, drawn.Contains(Arms - 1), policy.Probabilities(0).Zip(rewards, (p, r) => p * r).Sum());
    }

    private static void Learn(SoftmaxTable policy, SoftmaxTable reference, IReadOnlyList<(int Chosen, int Rejected, int Response)> pairs, IObjective objective)
    {
        if (pairs.Count == 0)
        {
            return;
        }

        FusedBackend backend = new(parallel: false);
        Adam adam = new(Arms, LearningRate);
        int[] arms = [.. pairs.SelectMany(pair => new[] { pair.Chosen, pair.Rejected, pair.Response })];
        int[] Rows(int offset) => [.. Enumerable.Range(0, pairs.Count).Select(row => (3 * row) + offset)];
        PackedBatch batch = new PackedBatchBuilder()
            .Level("pair", pairs.Count).Level("completion", arms.Length).LevelOf("token", "completion", arms.Select(_ => 1))
            .Link("pair", "chosen", "completion", Rows(0)).Link("pair", "rejected", "completion", Rows(1)).Link("pair", "response", "completion", Rows(2))
            .Column("token", "ref_logp", arms.Select(arm => reference.LogProbability(0, arm)))
            .Build();
        for (int step = 0; step < Steps; step++)
        {
            double[] derivative = backend.Loss(objective, batch.With("token", "logp", [.. arms.Select(arm => policy.LogProbability(0, arm))])).Gradient![new ColumnName("token", "logp")];
            for (int i = 0; i < arms.Length; i++)
            {
                policy.Add(0, arms[i], derivative[i]);
            }

            adam.Descend(policy.Logits, policy.Gradient);
            Array.Clear(policy.Gradient);
        }
    }
}
