using System.Globalization;
using Paragon.Algorithms;
using Paragon.Analysis;

namespace Paragon.Experiments.Alignment;

/// <summary>Best-of-N against the KL-constrained optimum of the same budget on longer and longer sequences, exactly; and a trained policy against the optimum.</summary>
internal sealed class AsymptoticsExperiment : IExperiment
{
    private const double Lambda = 0.8;
    private const double Beta = 0.5;
    private const int Updates = 600;
    private const int GroupSize = 32;

    private static readonly double[] _p = [0.5, 0.3, 0.15, 0.05];
    private static readonly double[] _reward = [0, 1, 2, 3];
    private static readonly int[] _lengths = [5, 20, 80, 200, 300];

    public string Name => "asymptotics";

    public string Source => "Asymptotics of Language Model Alignment (2024)";

    public string Summary =>
        "Sequences of m independent tokens with probabilities .5, .3, .15, .05 and rewards 0 to 3 that add up. Best-of-N with N = e^(m δ), δ the divergence per token of the tilted policy of λ = .8, "
        + "by exact convolution, no sampling. And RLOO with β = .5 on one such token, sampled, against the exact optimum of λ = 1/β: 600 updates of 32 samples.";

    public IReadOnlyList<int> Seeds => [1, 2, 3];

    public ExperimentReport Run(ExperimentRun run)
    {
        TiltedPolicy token = new ExponentialTilt(_p, _reward).At(Lambda);
        (int Length, double Gap, double Kl)[] rows = [.. _lengths.Select(length => Compare(length, token))];
        run.Progress($"RLOO, {run.Seeds.Count} seeds");
        TiltedPolicy optimum = new ExponentialTilt(_p, _reward).At(1 / Beta);
        Measurement before = Measurement.Of(run.Seeds, _ => Distributions.KullbackLeibler(_p, [.. optimum.Policy]));
        Measurement after = Measurement.Of(run.Seeds, seed => Distributions.KullbackLeibler(Train(seed, run.Cancellation), [.. optimum.Policy]));
        return new ExperimentReport(
            [
                new ResultTable("best-of-N against the optimum, per token", ["m", "difference of the mean rewards", "KL(best-of-N ‖ optimum)"], [.. rows.Select(row => (string[])[$"{row.Length}", Text(row.Gap), Text(row.Kl)])]),
                new ResultTable("KL to the exact optimum of β = .5, nats", ["policy", "KL"], [["reference", before.ToString()], ["trained by RLOO", after.ToString()]]),
            ],
            [
                new Claim("the difference of the mean rewards falls toward 0", string.Join(", ", rows.Select(row => Text(row.Gap))), IsFalling(rows.Select(row => row.Gap))),
                new Claim("the divergence per token falls toward 0", string.Join(", ", rows.Select(row => Text(row.Kl))), IsFalling(rows.Select(row => row.Kl))),
                new Claim("training with a KL penalty goes to the exact optimum: less than a twentieth of the divergence is left", $"{before} before, {after} after", after.Mean < before.Mean / 20),
            ]);
    }

    private static (int Length, double Gap, double Kl) Compare(int length, TiltedPolicy token)
    {
        (double[] levels, double[] mass) = Sums(length);
        BestOfNPolicy best = BestOfNPolicy.Of(mass, levels, Math.Exp(length * token.Kl));
        TiltedPolicy tilted = new ExponentialTilt(mass, levels).At(Lambda);
        return (length, Math.Abs((best.Reward / length) - token.MeanReward), Distributions.KullbackLeibler([.. best.Policy], [.. tilted.Policy]) / length);
    }

    /// <summary>The distribution of the summed reward. Sums whose probability is no number in double precision are left out: less than 1e-300.</summary>
    private static (double[] Levels, double[] Mass) Sums(int length)
    {
        double[] mass = [1];
        for (int i = 0; i < length; i++)
        {
            double[] next = new double[mass.Length + _p.Length - 1];
            for (int sum = 0; sum < mass.Length; sum++)
            {
                for (int y = 0; y < _p.Length; y++)
                {
                    next[sum + y] += mass[sum] * _p[y];
                }
            }

            mass = next;
        }

        int[] kept = [.. Enumerable.Range(0, mass.Length).Where(sum => mass[sum] > 1e-300)];
        return ([.. kept.Select(sum => (double)sum)], [.. kept.Select(sum => mass[sum])]);
    }

    private static double[] Train(int seed, CancellationToken cancellation)
    {
        Rloo objective = new() { Beta = Beta };
        FusedBackend backend = new(parallel: false);
        Random random = new(seed);
        SoftmaxTable policy = new(1, _p.Length);
        for (int y = 0; y < _p.Length; y++)
        {
            policy.Logits[y] = Math.Log(_p[y]);
        }

        for (int update = 0; update < Updates; update++)
        {
            cancellation.ThrowIfCancellationRequested();
            int[] drawn = [.. Enumerable.Range(0, GroupSize).Select(_ => policy.Draw(0, random))];
            double[] logp = [.. drawn.Select(y => policy.LogProbability(0, y))];
            PackedBatch batch = backend.Prepare(objective, new PackedBatchBuilder()
                .Level("group", 1).LevelOf("completion", "group", [GroupSize]).LevelOf("token", "completion", drawn.Select(_ => 1))
                .Column("completion", "reward", drawn.Select(y => _reward[y]))
                .Column("token", "logp", logp).Column("token", "old_logp", logp).Column("token", "ref_logp", drawn.Select(y => Math.Log(_p[y])))
                .Build());
            double[] derivative = backend.Loss(objective, batch).Gradient![new ColumnName("token", "logp")];
            for (int i = 0; i < GroupSize; i++)
            {
                policy.Add(0, drawn[i], derivative[i]);
            }

            // A step that shrinks as 1/t ends at the optimum and not around it.
            policy.Descend(1 / (1 + (update / 50.0)));
        }

        return policy.Probabilities(0);
    }

    private static bool IsFalling(IEnumerable<double> values) => values.Zip(values.Skip(1)).All(pair => pair.Second < pair.First);

    private static string Text(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
