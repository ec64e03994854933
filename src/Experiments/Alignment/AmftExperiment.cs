using System.Globalization;
using Paragon.Algorithms;
using Paragon.Training;

namespace Paragon.Experiments.Alignment;

/// <summary>A weight between imitation and exploration that is learned, against fixed ones, where demonstrations are right a third of the time.</summary>
internal sealed class AmftExperiment : IExperiment
{
    private const int Arms = 10;
    private const double Step = 0.5;
    private const int Rollouts = 16;
    private const int Updates = 400;
    private const int Early = 150;

    // The right arm, the one that half of the demonstrations show instead, and others.
    private static readonly double[] _shown = [0.34, 0.5, .. Enumerable.Repeat(0.02, Arms - 2)];

    private static readonly (string Name, ImitationWeightOptions Options, double Sign)[] _weights =
    [
        ("fixed .5", Fixed(0.5), 1), ("fixed .05", Fixed(0.05), 1), ("fixed .95", Fixed(0.95), 1), ("learned", Learned, 1), ("learned, sign flipped", Learned, -1),
    ];

    private static ImitationWeightOptions Learned => new() { Initial = 0.5, MetaRate = 20, EntropyRate = 0, MetaEvery = 1 };

    public string Name => "amft";

    public string Source => "AMFT, Meta-Learning the Optimal Imitation-Exploration Balance (2025)";

    public string Summary =>
        "A bandit of ten arms, one right, its first logit -4. Demonstrations show it 34 % of the time, one wrong arm 50 %. 400 steps of plain gradient descent (.5) of (1 - μ) AMFT's loss on 16 rollouts + μ the cross-entropy of 16 demonstrations; "
        + "the learned weight follows the derivative of the exact probability of the right arm (rate 20, every step, between .05 and .95, from .5).";

    public IReadOnlyList<int> Seeds => [1, 2, 3, 4, 5];

    public ExperimentReport Run(ExperimentRun run)
    {
        Dictionary<string, (Measurement Early, Measurement Late, Measurement Highest, Measurement Last)> results = [];
        foreach ((string name, ImitationWeightOptions options, double sign) in _weights)
        {
            run.Progress($"{name}, {run.Seeds.Count} seeds");
            double[][] each = [.. run.Seeds.Select(seed => Train(options, sign, seed, run.Cancellation))];
            Measurement Of(int place) => new([.. each.Select(one => one[place])]);
            results[name] = (Of(0), Of(1), Of(2), Of(3));
        }

        string All(Func<(Measurement Early, Measurement Late, Measurement Highest, Measurement Last), Measurement> of) =>
            string.Join(", ", results.Select(result => string.Create(CultureInfo.InvariantCulture, $"{result.Key} {of(result.Value).Mean:0.00}")));
        double learned = results["learned"].Early.Mean;
        return new ExperimentReport(
            [
                new ResultTable($"probability of the right arm, and the weight", ["weight", $"step {Early}", $"step {Updates}", "highest μ", "last μ"],
                    [.. results.Select(result => (string[])[result.Key, result.Value.Early.ToString(), result.Value.Late.ToString(), result.Value.Highest.ToString(), result.Value.Last.ToString()])]),
            ],
            [
                new Claim($"at step {Early} the learned weight is at least as good as every fixed one", All(result => result.Early), _weights.Take(3).All(weight => learned >= results[weight.Name].Early.Mean)),
                new Claim("with the sign of the meta-gradient flipped it fails", All(result => result.Early), results["learned, sign flipped"].Early.Mean < learned / 2),
                new Claim("imitation first, exploration later: the weight rises above .9 and ends below .1", $"highest {results["learned"].Highest}, last {results["learned"].Last}", results["learned"].Highest.Mean > 0.9 && results["learned"].Last.Mean < 0.1),
            ]);
    }

    private static ImitationWeightOptions Fixed(double weight) => new() { Initial = weight, MetaRate = 0, EntropyRate = 0, MetaEvery = 1 };

    private static double[] Train(ImitationWeightOptions options, double sign, int seed, CancellationToken cancellation)
    {
        Random random = new(seed);
        SoftmaxTable policy = new(1, Arms);
        policy.Logits[0] = -4;
        ImitationWeight weight = new(options, targetEntropy: 0);
        double early = 0, highest = weight.Value;
        for (int update = 1; update <= Updates; update++)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] imitation = Gradient(policy, new Sft(), Imitation(policy, random));
            double[] reinforcement = Gradient(policy, new Amft { EntropyCoefficient = 0, ValueCoefficient = 0 }, Reinforcement(policy, random));
            double[] probabilities = policy.Probabilities(0);

            // The utility is the probability of the right arm; its derivative by a logit is exact.
            double[] utility = [.. probabilities.Select((p, arm) => probabilities[0] * ((arm == 0 ? 1 : 0) - p))];
            weight.Update(sign * MetaGradient.Of(Step, utility, reinforcement, imitation), entropy: 0);
            highest = Math.Max(highest, weight.Value);
            for (int arm = 0; arm < Arms; arm++)
            {
                policy.Logits[arm] -= Step * weight.Mix(reinforcement[arm], imitation[arm]);
            }

            early = update == Early ? policy.Probabilities(0)[0] : early;
        }

        return [early, policy.Probabilities(0)[0], highest, weight.Value];
    }

    private static double[] Gradient(SoftmaxTable policy, IObjective objective, (int[] Arms, PackedBatch Batch) drawn)
    {
        double[] derivative = new FusedBackend(parallel: false).Loss(objective, drawn.Batch).Gradient![new ColumnName("token", "logp")];
        Array.Clear(policy.Gradient);
        for (int i = 0; i < drawn.Arms.Length; i++)
        {
            policy.Add(0, drawn.Arms[i], derivative[i]);
        }

        return [.. policy.Gradient];
    }

    private static (int[] Arms, PackedBatch Batch) Imitation(SoftmaxTable policy, Random random)
    {
        int[] arms = [.. Enumerable.Range(0, Rollouts).Select(_ => random.NextIndex(_shown))];
        return (arms, Tokens(policy, arms).Build());
    }

    private static (int[] Arms, PackedBatch Batch) Reinforcement(SoftmaxTable policy, Random random)
    {
        int[] arms = [.. Enumerable.Range(0, Rollouts).Select(_ => policy.Draw(0, random))];
        double[] rewards = [.. arms.Select(arm => arm == 0 ? 1.0 : 0)];
        double[] zero = new double[Rollouts];
        return (arms, Tokens(policy, arms)
            .Column("token", "old_logp", arms.Select(arm => policy.LogProbability(0, arm)))
            .Column("token", "advantage", rewards).Column("token", "return", rewards).Column("token", "value", zero).Column("token", "old_value", zero).Column("token", "entropy", zero)
            .Build());
    }

    private static PackedBatchBuilder Tokens(SoftmaxTable policy, int[] arms) => new PackedBatchBuilder()
        .Level("completion", arms.Length).LevelOf("token", "completion", arms.Select(_ => 1)).Column("token", "logp", arms.Select(arm => policy.LogProbability(0, arm)));
}
