using System.Globalization;
using Paragon.Algorithms;

namespace Paragon.Experiments.ProcessRewards;

/// <summary>PRIME against its own outcome part alone, at three step sizes, and without the filter of prompts that its recipe has.</summary>
internal sealed class PrimeExperiment : IExperiment
{
    private const int Prompts = 4;
    private const int GroupSize = 4;
    private const int Updates = 250;
    private const double RewardModelStep = 400;

    private static readonly KeySteps _task = new(10, 4, 1, 3, 5, 7);
    private static readonly double[] _steps = [0.3, 1, 3];

    public string Name => "prime";

    public string Source => "PRIME, Process Reinforcement through Implicit Rewards (2025)";

    public string Summary =>
        "Episodes of 10 steps with 4 actions succeed if four of the steps are right (logit .7 at the start). Policy and reward model are tables by step. "
        + "4 prompts with 4 episodes each, 250 rollouts, batch_norm, weight 1; the reward model takes a step of 400 before each update of the policy. Neither learns from a rollout in which no prompt has both outcomes. RLOO is PRIME with weight 0. "
        + "Step sizes are of the loss summed over an episode's tokens.";

    public IReadOnlyList<int> Seeds => [.. Enumerable.Range(1, 20)];

    public ExperimentReport Run(ExperimentRun run)
    {
        Dictionary<double, (Measurement Rloo, Measurement Prime, Measurement Unfiltered)> results = [];
        foreach (double step in _steps)
        {
            run.Progress($"step {step}");
            results[step] = (
                Measurement.Of(run.Seeds, seed => Train(new Prime { Normalizes = true, ProcessWeight = 0 }, step, true, seed, run.Cancellation)),
                Measurement.Of(run.Seeds, seed => Train(new Prime { Normalizes = true }, step, true, seed, run.Cancellation)),
                Measurement.Of(run.Seeds, seed => Train(new Prime { Normalizes = true }, step, false, seed, run.Cancellation)));
        }

        string Text(double step) => $"RLOO {results[step].Rloo}, PRIME {results[step].Prime}";
        return new ExperimentReport(
            [new ResultTable("mean probability of success over training", ["step", "RLOO", "PRIME", "PRIME, every rollout"],
                [.. _steps.Select(step => (string[])[step.ToString(CultureInfo.InvariantCulture), results[step].Rloo.ToString(), results[step].Prime.ToString(), results[step].Unfiltered.ToString()])])],
            [
                .. new[] { 0.3, 1 }.Select(step => new Claim(string.Create(CultureInfo.InvariantCulture, $"PRIME is above RLOO at step {step}"), Text(step), results[step].Prime.Mean > results[step].Rloo.Mean)),
                new Claim("at step 3 several seeds collapse, because the reward model lags: PRIME is below RLOO by 0.05 and more", Text(3), results[3].Prime.Mean < results[3].Rloo.Mean - 0.05),
            ],
            "When it learns from every rollout PRIME collapses in several seeds at every step size: before the first success the reward model has learned nothing but noise, and batch_norm gives the noise the scale of a reward.");
    }

    private static double Train(Prime objective, double step, bool filters, int seed, CancellationToken cancellation)
    {
        Random random = new(seed);
        FusedBackend backend = new(parallel: false);
        IObjective ofRewardModel = ((ITrainsRewardModel)objective).RewardModelObjective;
        SoftmaxTable policy = _task.Policy(0.7), rewardModel = policy.Copy();
        int[] states = _task.States(Prompts * GroupSize);
        SoftmaxTable reference = policy.Copy();
        PackedBatch structure = EpisodeBatch.Of(Prompts, GroupSize, _task.Length);
        double total = 0;
        for (int update = 0; update < Updates; update++)
        {
            cancellation.ThrowIfCancellationRequested();
            int[] actions = _task.Draw(policy, Prompts * GroupSize, random);
            double[] outcomes = _task.Outcomes(actions);
            if (filters && outcomes.Chunk(GroupSize).All(group => group.Distinct().Count() == 1))
            {
                total += _task.Success(policy);
                continue;
            }

            double[] old = policy.LogProbabilities(states, actions);
            PackedBatch batch = structure.With("completion", "reward", outcomes).With("token", "ref_logp", reference.LogProbabilities(states, actions));
            if (objective.ProcessWeight != 0)
            {
                rewardModel.Add(backend.Loss(ofRewardModel, batch.With("token", "logp", rewardModel.LogProbabilities(states, actions))), states, actions);
                rewardModel.Descend(RewardModelStep);
            }

            batch = batch.With("token", "reward_logp", rewardModel.LogProbabilities(states, actions)).With("token", "old_logp", old).With("token", "logp", old);
            policy.Add(backend.Loss(objective, backend.Prepare(objective, batch)), states, actions);
            policy.Descend(step * _task.Length);
            total += _task.Success(policy);
        }

        return total / Updates;
    }
}
