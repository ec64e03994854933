using System.Globalization;
using Paragon.Algorithms;
using Paragon.Rollouts;

namespace Paragon.Experiments.ProcessRewards;

/// <summary>Trees of tool calls: whether comparing steps at forks helps, against the same trees without it and against independent trajectories.</summary>
internal sealed class PorToolExperiment : IExperiment
{
    private const int Length = 5;
    private const int Actions = 4;
    private const int Invalid = 3;
    private const int Roots = 4;
    private const int Updates = 150;

    private static readonly double[] _steps = [0.25, 1];

    private static readonly (string Name, bool Forks, PorTool Objective)[] _methods =
    [
        ("same trees, w2 = 0", true, new PorTool { ForkWeight = 0 }),
        ("PORTool, max", true, new PorTool()),
        ("PORTool, mean", true, new PorTool { Aggregate = DescendantAggregate.Mean }),
        ("GRPO, 8 independent", false, new PorTool { ForkWeight = 0 }),
    ];

    public string Name => "portool";

    public string Source => "PORTool, Tool-Use LLM Training with Rewarded Tree (2025)";

    public string Summary =>
        "5 steps with 4 actions, one of them invalid (format score -1, otherwise 1); the outcome is 1 if all steps are right, -1 if one was invalid, else 0. The policy is a table by step, with logit 1 of the right action. "
        + "4 roots, each forked once after a random step: 8 trajectories with about 30 generated steps, against 40 of 8 independent ones. 150 updates; step sizes are of the loss summed over a trajectory's tokens.";

    public IReadOnlyList<int> Seeds => [.. Enumerable.Range(1, 20)];

    public ExperimentReport Run(ExperimentRun run)
    {
        Dictionary<(string, double), Measurement> results = [];
        foreach (double step in _steps)
        {
            foreach ((string name, bool forks, PorTool objective) in _methods)
            {
                run.Progress($"step {step}, {name}");
                results[(name, step)] = Measurement.Of(run.Seeds, seed => Train(objective, forks, step, seed, run.Cancellation));
            }
        }

        Measurement At(int method, double step) => results[(_methods[method].Name, step)];
        return new ExperimentReport(
            [new ResultTable("mean probability of success over training", ["step", .. _methods.Select(method => method.Name)],
                [.. _steps.Select(step => (string[])[step.ToString(CultureInfo.InvariantCulture), .. _methods.Select((_, method) => At(method, step).ToString())])])],
            [
                new Claim("at step 0.25 PORTool (max) is above the same trees without the fork's term", $"{At(1, 0.25)} against {At(0, 0.25)}", At(1, 0.25).Mean > At(0, 0.25).Mean),
                new Claim("at step 0.25 PORTool (max) is no worse than GRPO with 8 independent trajectories, within two standard errors", $"{At(1, 0.25)} against {At(3, 0.25)}",
                    At(1, 0.25).Mean >= At(3, 0.25).Mean - (2 * At(3, 0.25).Error)),
            ]);
    }

    private static double Train(PorTool objective, bool forks, double step, int seed, CancellationToken cancellation)
    {
        Random random = new(seed);
        FusedBackend backend = new(parallel: false);
        SoftmaxTable policy = new(Length, Actions);
        for (int state = 0; state < Length; state++)
        {
            policy.Logits[state * Actions] = 1;
        }

        double total = 0;
        for (int update = 0; update < Updates; update++)
        {
            cancellation.ThrowIfCancellationRequested();
            StepTree<int> tree = Draw(policy, forks, random);
            int[] actions = [.. tree.Paths.SelectMany(path => path).Select(tree.StepAt)];
            int[] states = [.. actions.Select((_, token) => token % Length)];
            double[] old = policy.LogProbabilities(states, actions);
            PackedBatch batch = EpisodeBatch.Of(1, tree.Paths.Count, Length, "step").WithStepTrees([tree])
                .With("completion", "reward", [.. actions.Chunk(Length).Select(Outcome)])
                .With("token", "old_logp", old).With("token", "logp", old);
            batch = batch.With("step_node", "format_score", Formats(batch, actions));
            policy.Add(backend.Loss(objective, backend.Prepare(objective, batch)), states, actions);
            policy.Descend(step * Length);
            total += Enumerable.Range(0, Length).Aggregate(1.0, (product, state) => product * policy.Probabilities(state)[0]);
        }

        return total / Updates;
    }

    /// <summary>Roots that fork once each after a random step, or twice as many that do not.</summary>
    private static StepTree<int> Draw(SoftmaxTable policy, bool forks, Random random)
    {
        StepTree<int> tree = new();
        for (int root = 0; root < (forks ? Roots : 2 * Roots); root++)
        {
            int[] first = Go(-1, 0);
            if (forks)
            {
                int shared = random.Next(1, Length);
                Go(first[shared - 1], shared);
            }
        }

        return tree;

        int[] Go(int node, int from)
        {
            for (int state = from; state < Length; state++)
            {
                node = tree.Add(node, policy.Draw(state, random));
            }

            tree.End(node);
            return tree.PathTo(node);
        }
    }

    private static double Outcome(int[] actions) => actions.Contains(Invalid) ? -1 : actions.All(action => action == 0) ? 1 : 0;

    private static double[] Formats(PackedBatch batch, int[] actions)
    {
        double[] formats = new double[batch.Rows("step_node")];
        ReadOnlySpan<int> nodes = batch.Link("step", "step_node").Targets;
        for (int step = 0; step < actions.Length; step++)
        {
            formats[nodes[step]] = actions[step] == Invalid ? -1 : 1;
        }

        return formats;
    }
}
