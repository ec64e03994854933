using System.Globalization;
using Paragon.Algorithms;

namespace Paragon.Experiments.Alignment;

/// <summary>A process reward that an easy step earns, and what each refinement of it teaches.</summary>
internal sealed class ClipDeltaExperiment : IExperiment
{
    private const int Needed = 3;
    private const int Cap = 12;
    private const int Rollouts = 16;
    private const int Updates = 600;
    private const double LearningRate = 0.3;
    private const int Measured = 50;

    private static readonly (string Name, ProcessRefinement Refinement, bool HasProcess)[] _settings =
    [
        ("success reward only", ProcessRefinement.None, false),
        ("raw process rewards", ProcessRefinement.None, true),
        ("Clip", ProcessRefinement.Clip, true),
        ("Delta", ProcessRefinement.Delta, true),
        ("Clip then Delta", ProcessRefinement.ClipThenDelta, true),
    ];

    public string Name => "clip-delta";

    public string Source => "On Designing Effective RL Reward at Training Time for LLM Reasoning (2024)";

    public string Summary =>
        "A policy chooses reason, a trivial step or finish, by the number of reasoning steps so far; an answer is right after three of them, twelve steps at most. The process reward model gives a trivial step .95, reasoning .85 (.65 in 30 %), "
        + "finish .9 if right and .3 if not. α = .5, η = .8, 600 updates of the method's loss on 16 rollouts, step size .3 a rollout, a running mean of returns in each state as the value. Measured over the last 50 updates.";

    public IReadOnlyList<int> Seeds => [1, 2, 3, 4];

    public ExperimentReport Run(ExperimentRun run)
    {
        Dictionary<string, (Measurement Success, Measurement Steps)> results = [];
        foreach ((string name, ProcessRefinement refinement, bool hasProcess) in _settings)
        {
            run.Progress($"{name}, {run.Seeds.Count} seeds");
            (double Success, double Steps)[] each = [.. run.Seeds.Select(seed => Train(refinement, hasProcess, seed, run.Cancellation))];
            results[name] = (new([.. each.Select(one => one.Success)]), new([.. each.Select(one => one.Steps)]));
        }

        string Text(params string[] names) => string.Join(", ", names.Select(name => string.Create(CultureInfo.InvariantCulture, $"{name} {results[name].Success.Mean:0.00} in {results[name].Steps.Mean:0.0} steps")));
        (Measurement success, Measurement steps) = results["raw process rewards"];
        string[] bounded = ["Clip", "Clip then Delta"];
        return new ExperimentReport(
            [new ResultTable("share of right answers, and steps", ["reward", "right", "steps"], [.. _settings.Select(setting => (string[])[setting.Name, results[setting.Name].Success.ToString(), results[setting.Name].Steps.ToString()])])],
            [
                new Claim("raw process rewards run to the cap without a right answer", Text("raw process rewards"), success.Mean < 0.05 && steps.Mean > Cap - 0.5),
                new Claim("Clip and Clip then Delta do not: most answers are right, far from the cap", Text(bounded), bounded.All(name => results[name].Success.Mean > 0.5 && results[name].Steps.Mean < 8)),
                new Claim("the success reward alone learns the task too", Text("success reward only"), results["success reward only"].Success.Mean > 0.5),
            ]);
    }

    private static (double Success, double Steps) Train(ProcessRefinement refinement, bool hasProcess, int seed, CancellationToken cancellation)
    {
        ClipDelta objective = new() { Refinement = refinement, Threshold = 0.8, Alpha = 0.5, Beta = 0, ValueCoefficient = 0 };
        FusedBackend backend = new(parallel: false);
        Random random = new(seed);
        SoftmaxTable policy = new(Needed + 1, 3);
        double[] value = new double[Needed + 1];
        double success = 0, steps = 0;
        for (int update = 0; update < Updates; update++)
        {
            cancellation.ThrowIfCancellationRequested();
            Solution[] drawn = [.. Enumerable.Range(0, Rollouts).Select(_ => Solution.Draw(policy, random))];
            (int State, int Action)[] taken = [.. drawn.SelectMany(solution => solution.Taken)];
            double[] logp = [.. taken.Select(step => policy.LogProbability(step.State, step.Action))];
            PackedBatch batch = new PackedBatchBuilder()
                .Level("completion", Rollouts)
                .LevelOf("segment", "completion", drawn.Select(solution => solution.Taken.Count))
                .LevelOf("token", "completion", drawn.Select(solution => solution.Taken.Count))
                .Link("token", "segment", "segment", [.. Enumerable.Range(0, taken.Length)])
                .Column("completion", "reward", drawn.Select(solution => solution.IsRight ? 1.0 : 0))
                .Column("segment", "process_reward", hasProcess ? drawn.SelectMany(solution => solution.ProcessRewards) : new double[taken.Length])
                .Column("token", "logp", logp).Column("token", "old_logp", logp).Column("token", "old_value", taken.Select(step => value[step.State]))
                .Build();
            batch = backend.Prepare(objective, batch);
            double[] derivative = backend.Loss(objective, batch).Gradient![new ColumnName("token", "logp")];
            ReadOnlySpan<double> returns = batch.Column("token", "return");
            for (int i = 0; i < taken.Length; i++)
            {
                policy.Add(taken[i].State, taken[i].Action, derivative[i]);
                value[taken[i].State] += 0.02 * (returns[i] - value[taken[i].State]);
            }

            // The loss is a mean over steps; the step size is meant a rollout.
            policy.Descend(LearningRate * taken.Length / Rollouts);
            if (update >= Updates - Measured)
            {
                success += drawn.Average(solution => solution.IsRight ? 1.0 : 0) / Measured;
                steps += drawn.Average(solution => solution.Taken.Count) / Measured;
            }
        }

        return (success, steps);
    }

    /// <summary>One attempt: its steps, their process rewards, and whether it came out right.</summary>
    private sealed record Solution(IReadOnlyList<(int State, int Action)> Taken, IReadOnlyList<double> ProcessRewards, bool IsRight)
    {
        private const int Reason = 0;
        private const int Finish = 2;

        public static Solution Draw(SoftmaxTable policy, Random random)
        {
            List<(int, int)> taken = [];
            List<double> rewards = [];
            int reasoned = 0;
            while (taken.Count < Cap)
            {
                int state = Math.Min(reasoned, Needed);
                int action = policy.Draw(state, random);
                taken.Add((state, action));
                rewards.Add(action == Reason ? (random.NextDouble() < 0.3 ? 0.65 : 0.85) : action == Finish ? (state == Needed ? 0.9 : 0.3) : 0.95);
                if (action == Finish)
                {
                    return new Solution(taken, rewards, state == Needed);
                }

                reasoned += action == Reason ? 1 : 0;
            }

            return new Solution(taken, rewards, false);
        }
    }
}
