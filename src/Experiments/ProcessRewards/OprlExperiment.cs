using System.Globalization;
using Paragon.Algorithms;

namespace Paragon.Experiments.ProcessRewards;

/// <summary>How near OPRL's update comes to the true policy gradient when its reward model has seen more and more groups.</summary>
internal sealed class OprlExperiment : IExperiment
{
    private const int GroupSize = 8;
    private const double RewardModelStep = 400;

    private static readonly KeySteps _task = new(8, 3, 1, 3, 5);
    private static readonly int[] _groups = [0, 10, 50, 200];

    private static readonly (string Name, Oprl Objective)[] _methods =
    [
        ("outcome only", new Oprl { Alpha = 0 }),
        ("OPRL", new Oprl()),
    ];

    public string Name => "oprl";

    public string Source => "OPRL, Online Process Reward Learning (2025)";

    public string Summary =>
        "Episodes of 8 steps with 3 actions succeed if three of the steps are right (about 9% at the start). The policy, a table by step, is fixed; a tabular reward model learns from M groups "
        + "of 8 episodes by the pair loss (steps of 400). Then the cosine between the objective's update on one new group that has both outcomes and the exact policy gradient is measured.";

    public IReadOnlyList<int> Seeds => [.. Enumerable.Range(1, 150)];

    public ExperimentReport Run(ExperimentRun run)
    {
        Dictionary<(string, int), Measurement> results = [];
        foreach (int groups in _groups)
        {
            run.Progress($"{groups} groups");
            double[][] each = [.. run.Seeds.Select(seed => Cosines(groups, seed, run.Cancellation))];
            for (int method = 0; method < _methods.Length; method++)
            {
                results[(_methods[method].Name, groups)] = new Measurement([.. each.Select(cosines => cosines[method])]);
            }
        }

        double Gap(int groups) => results[("OPRL", groups)].Mean - results[("outcome only", groups)].Mean;
        string Text(int groups) => $"{results[("OPRL", groups)]} against {results[("outcome only", groups)]}";
        return new ExperimentReport(
            [new ResultTable("cosine with the exact policy gradient", ["groups the reward model has seen", .. _methods.Select(method => method.Name)],
                [.. _groups.Select(groups => (string[])[groups.ToString(CultureInfo.InvariantCulture), .. _methods.Select(method => results[(method.Name, groups)].ToString())])])],
            [
                new Claim("with an untrained reward model OPRL is the outcome alone", Text(0), Math.Abs(Gap(0)) < 1e-9),
                .. _groups.Skip(1).Select(groups => new Claim($"after {groups} groups OPRL is clearly above the outcome alone: by 0.05 and more", Text(groups), Gap(groups) > 0.05)),
            ]);
    }

    /// <summary>The cosine of each method's update.</summary>
    private static double[] Cosines(int groups, int seed, CancellationToken cancellation)
    {
        Random random = new(seed);
        FusedBackend backend = new(parallel: false);
        SoftmaxTable policy = _task.Policy(0.5), rewardModel = policy.Copy();
        int[] states = _task.States(GroupSize);
        IObjective ofRewardModel = ((ITrainsRewardModel)new Oprl()).RewardModelObjective;
        for (int seen = 0; seen < groups; seen++)
        {
            cancellation.ThrowIfCancellationRequested();
            (PackedBatch rollout, int[] taken) = Draw(policy, states, random);
            rewardModel.Add(backend.Loss(ofRewardModel, rollout.With("token", "logp", rewardModel.LogProbabilities(states, taken))), states, taken);
            rewardModel.Descend(RewardModelStep);
        }

        (PackedBatch batch, int[] actions) = Draw(policy, states, random);
        while (batch.Column("completion", "reward").Distinct().Count() == 1)
        {
            (batch, actions) = Draw(policy, states, random);
        }

        batch = batch.With("token", "reward_logp", rewardModel.LogProbabilities(states, actions)).With("token", "logp", batch.Column("token", "old_logp"));
        double[] exact = _task.SuccessGradient(policy);
        return [.. _methods.Select(method =>
        {
            SoftmaxTable moved = policy.Copy();
            moved.Add(backend.Loss(method.Objective, backend.Prepare(method.Objective, batch)), states, actions);
            return -Cosine(moved.Gradient, exact);
        })];
    }

    private static (PackedBatch Batch, int[] Actions) Draw(SoftmaxTable policy, int[] states, Random random)
    {
        int[] actions = _task.Draw(policy, GroupSize, random);
        return (EpisodeBatch.Of(1, GroupSize, _task.Length, "turn")
            .With("completion", "reward", _task.Outcomes(actions)).With("token", "old_logp", policy.LogProbabilities(states, actions)), actions);
    }

    private static double Cosine(double[] a, double[] b) =>
        a.Zip(b, (x, y) => x * y).Sum() / Math.Sqrt(a.Sum(x => x * x) * b.Sum(y => y * y));
}
