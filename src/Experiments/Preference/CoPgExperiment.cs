using System.Globalization;
using Paragon.Algorithms;

namespace Paragon.Experiments.Preference;

/// <summary>The paper's bandit: pairs of two samplers that rarely draw the best arm.</summary>
internal sealed class CoPgExperiment : IExperiment
{
    private const double Beta = 0.5;
    private const int Pairs = 10_000;
    private const int BatchSize = 512;
    private const int Epochs = 300;
    private const double LearningRate = 1e-3;

    private static readonly double[] _rewards = [2.5, 2, 1];

    private static readonly double[][] _samplers = [[0.1, 0.2, 0.7], [0.05, 0.05, 0.9]];

    private static readonly string[] _methods = ["CoPG", "IPO", "REINFORCE", "REINFORCE, value baseline"];

    public string Name => "copg";

    public string Source => "CoPG, Contrastive Policy Gradient: Aligning LLMs on sequence-level scores in a supervised-friendly fashion (2024)";

    public string Summary =>
        "Three arms with rewards 2.5, 2 and 1, a uniform reference, β = 0.5; 10,000 pairs from two samplers that draw the best arm with probability 0.1 and 0.05. "
        + "300 passes in batches of 512, Adam (0.001), a softmax of three logits. IPO has labels by Bradley-Terry on the rewards; REINFORCE takes the samples as they are.";

    public IReadOnlyList<int> Seeds => [1, 2, 3];

    public ExperimentReport Run(ExperimentRun run)
    {
        Dictionary<string, (Measurement After100, Measurement Final)> regrets = [];
        foreach (string method in _methods)
        {
            run.Progress($"{method}, {run.Seeds.Count} seeds");
            double[][] each = [.. run.Seeds.Select(seed => Learn(method, seed, run.Cancellation))];
            regrets[method] = (new Measurement([.. each.Select(regret => regret[99])]), new Measurement([.. each.Select(regret => regret[^1])]));
        }

        double start = Regret(new SoftmaxTable(1, _rewards.Length));
        string Final(string method) => string.Create(CultureInfo.InvariantCulture, $"{regrets[method].Final.Mean:0.0000}, from {start:0.0000}");
        return new ExperimentReport(
            [new ResultTable("regret: β log Σ π_ref exp(R/β) less the policy's regularised reward", ["method", "after 100 passes", "after 300"], [.. _methods.Select(method => (string[])[method, regrets[method].After100.ToString(), regrets[method].Final.ToString()])])],
            [
                new Claim("CoPG's regret goes to 0 (below 0.001)", Final("CoPG"), regrets["CoPG"].Final.Values.All(regret => regret < 1e-3)),
                new Claim("IPO stays above 0.1", Final("IPO"), regrets["IPO"].Final.Values.All(regret => regret > 0.1)),
                new Claim("REINFORCE without a baseline gets worse than it began", Final("REINFORCE"), regrets["REINFORCE"].Final.Values.All(regret => regret > start)),
            ]);
    }

    /// <summary>The regret after each pass.</summary>
    private static double[] Learn(string method, int seed, CancellationToken cancellation)
    {
        Random random = new(seed);
        int[] arms = [.. Enumerable.Range(0, 2 * Pairs).Select(i => random.NextIndex(_samplers[i % 2]))];
        int[][] batches = [.. arms.Chunk(2 * BatchSize)];
        (IObjective objective, Func<int[], PackedBatch> pack) = method switch
        {
            "CoPG" => (new CoPg { Beta = Beta }, Rewarded),
            "IPO" => (new Ipo { Beta = Beta }, Labelled(random)),
            "REINFORCE" => (new ReinforceBandit { Beta = Beta }, Frequencies),
            _ => ((IObjective)new ReinforceBandit { Beta = Beta, Baseline = BanditBaseline.Value }, (Func<int[], PackedBatch>)Frequencies),
        };
        (int[] Arms, PackedBatch Batch)[] data = [.. batches.Select(batch => (batch, pack(batch)))];
        SoftmaxTable policy = new(1, _rewards.Length);
        Adam adam = new(_rewards.Length, LearningRate);
        FusedBackend backend = new(parallel: false);
        double[] regret = new double[Epochs];
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach ((int[] drawn, PackedBatch batch) in data)
            {
                adam.Descend(policy.Logits, Gradient(backend, objective, policy, drawn, batch));
            }

            regret[epoch] = Regret(policy);
        }

        return regret;
    }

    private static double[] Gradient(FusedBackend backend, IObjective objective, SoftmaxTable policy, int[] drawn, PackedBatch batch)
    {
        if (objective is ReinforceBandit)
        {
            return backend.Loss(objective, batch.With("arm", "logit", [.. policy.Logits])).Gradient![new ColumnName("arm", "logit")];
        }

        double[] logp = [.. Enumerable.Range(0, _rewards.Length).Select(arm => policy.LogProbability(0, arm))];
        double[] slopes = backend.Loss(objective, batch.With("token", "logp", [.. drawn.Select(arm => logp[arm])])).Gradient![new ColumnName("token", "logp")];
        Array.Clear(policy.Gradient);
        for (int i = 0; i < drawn.Length; i++)
        {
            policy.Add(0, drawn[i], slopes[i]);
        }

        return policy.Gradient;
    }

    /// <summary>Each pair is a group of two completions of one token.</summary>
    private static PackedBatchBuilder Completions(int[] arms) => new PackedBatchBuilder()
        .Level("group", arms.Length / 2)
        .LevelOf("completion", "group", Enumerable.Repeat(2, arms.Length / 2))
        .LevelOf("token", "completion", arms.Select(_ => 1))
        .Column("token", "ref_logp", arms.Select(_ => -Math.Log(_rewards.Length)));

    private static PackedBatch Rewarded(int[] arms) => Completions(arms).Column("completion", "reward", arms.Select(arm => _rewards[arm])).Build();

    private static Func<int[], PackedBatch> Labelled(Random random) => arms =>
    {
        int[] pairs = [.. Enumerable.Range(0, arms.Length / 2)];
        int[] chosen = [.. pairs.Select(pair => (2 * pair) + (random.NextDouble() < 1 / (1 + Math.Exp(_rewards[arms[(2 * pair) + 1]] - _rewards[arms[2 * pair]])) ? 0 : 1))];
        return Completions(arms)
            .Level("pair", pairs.Length)
            .Link("pair", "chosen", "completion", chosen)
            .Link("pair", "rejected", "completion", [.. chosen.Select(row => row ^ 1)])
            .Build();
    };

    /// <summary>How often each sampler drew each arm: REINFORCE adds up over samples, so the shares say all.</summary>
    private static PackedBatch Frequencies(int[] arms) => Bandit(Share(arms, 0), Share(arms, 1));

    private static double[] Share(int[] arms, int sampler) =>
        [.. _rewards.Select((_, arm) => arms.Where((drawn, i) => i % 2 == sampler && drawn == arm).Count() / (arms.Length / 2.0))];

    private static PackedBatch Bandit(double[] first, double[] second) => new PackedBatchBuilder()
        .Level("bandit", 1)
        .LevelOf("arm", "bandit", [_rewards.Length])
        .Column("arm", "reward", _rewards)
        .Column("arm", "reference_probability", _rewards.Select(_ => 1.0 / _rewards.Length))
        .Column("arm", "first_sampler", first)
        .Column("arm", "second_sampler", second)
        .Build();

    private static double Regret(SoftmaxTable policy)
    {
        IObjective population = new CoPgBandit { Beta = Beta };
        return new GraphBackend().Values(population, population.Stages.Single(stage => stage.Name == "Regret"), Bandit(_samplers[0], _samplers[1]).With("arm", "logit", [.. policy.Logits]))[0];
    }
}
