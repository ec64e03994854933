using System.Globalization;
using Paragon.Algorithms;

namespace Paragon.Experiments.ProcessRewards;

/// <summary>Turn rewards from the belief in the answer, where outcomes of a group are often equal.</summary>
internal sealed class IgpoExperiment : IExperiment
{
    private const int Queries = 4;
    private const int Actions = 6;
    private const int GroupSize = 4;
    private const int Updates = 150;

    private static readonly double[] _steps = [0.3, 1, 2];

    private static readonly (string Name, IObjective Objective)[] _methods =
    [
        ("GRPO", new Grpo()),
        ("IGPO, log-probability", new Igpo { Beta = 0 }),
        ("IGPO, probability", new Igpo { Gain = InformationGain.Prob, Beta = 0 }),
        ("IGPO, joint pool", new Igpo { Pool = RewardPool.Joint, Beta = 0 }),
    ];

    private static readonly PackedBatch _structure = Structure();

    public string Name => "igpo";

    public string Source => "IGPO, Information Gain-based Policy Optimization (2025)";

    public string Summary =>
        "The answer is 4 hidden bits. In each of 4 turns one of 6 queries reveals the turn's bit; the answer at the end is right with probability 2^(-hidden bits). The belief in the answer is that of one who guesses hidden bits. "
        + "Tabular policy by turn, one group of 4, 150 updates. Step sizes are of the loss summed over an episode's tokens.";

    public IReadOnlyList<int> Seeds => [.. Enumerable.Range(1, 20)];

    public ExperimentReport Run(ExperimentRun run)
    {
        Dictionary<(string, double), Measurement> results = [];
        List<double> flat = [];
        foreach (double step in _steps)
        {
            foreach ((string name, IObjective objective) in _methods)
            {
                run.Progress($"step {step}, {name}");
                (double Success, double Flat)[] each = [.. run.Seeds.Select(seed => Train(objective, step, seed, run.Cancellation))];
                results[(name, step)] = new Measurement([.. each.Select(pair => pair.Success)]);
                if (name == "GRPO" && step == _steps[0])
                {
                    flat.AddRange(each.Select(pair => pair.Flat));
                }
            }
        }

        double Mean(string name, double step) => results[(name, step)].Mean;
        string At(double step) => step.ToString(CultureInfo.InvariantCulture);
        string Text(double step, params IEnumerable<string> names) => string.Join(", ", names.Select(name => $"{name} {results[(name, step)]}"));
        return new ExperimentReport(
            [new ResultTable("mean probability of a right answer over training", ["step", .. _methods.Select(method => method.Name)],
                [.. _steps.Select(step => (string[])[At(step), .. _methods.Select(method => results[(method.Name, step)].ToString())])])],
            [
                .. _steps.Select(step => new Claim($"IGPO is far above GRPO at step {At(step)}: by 0.2 and more", Text(step, "IGPO, log-probability", "IGPO, probability", "GRPO"),
                    new[] { "IGPO, log-probability", "IGPO, probability" }.All(name => Mean(name, step) > Mean("GRPO", step) + 0.2))),
                .. _steps.Select(step => new Claim($"separate pools are above one pool at step {At(step)}", Text(step, "IGPO, log-probability", "IGPO, joint pool"),
                    Mean("IGPO, log-probability", step) > Mean("IGPO, joint pool", step))),
            ],
            string.Create(CultureInfo.InvariantCulture, $"At step {_steps[0]}, {flat.Average():P0} of GRPO's groups had one and the same outcome, and so no signal."));
    }

    private static (double Success, double Flat) Train(IObjective objective, double step, int seed, CancellationToken cancellation)
    {
        Random random = new(seed);
        FusedBackend backend = new(parallel: false);
        SoftmaxTable policy = new(Queries, Actions);
        int[] states = [.. Enumerable.Range(0, GroupSize * Queries).Select(token => token % Queries)];
        double total = 0, flat = 0;
        for (int update = 0; update < Updates; update++)
        {
            cancellation.ThrowIfCancellationRequested();
            int[] actions = [.. states.Select(state => policy.Draw(state, random))];
            double[] outcomes = [.. Enumerable.Range(0, GroupSize).Select(episode => random.NextDouble() < Math.Pow(2, -Hidden(actions, episode, Queries)) ? 1.0 : 0)];
            double[] old = policy.LogProbabilities(states, actions);
            PackedBatch batch = _structure
                .With("completion", "reward", outcomes).With("answer", "logp", Beliefs(actions))
                .With("token", "old_logp", old).With("token", "logp", old);
            policy.Add(backend.Loss(objective, backend.Prepare(objective, batch)), states, actions);
            policy.Descend(step * Queries);
            total += Enumerable.Range(0, Queries).Aggregate(1.0, (product, turn) => product * (0.5 + (policy.Probabilities(turn)[0] / 2)));
            flat += outcomes.Distinct().Count() == 1 ? 1 : 0;
        }

        return (total / Updates, flat / Updates);
    }

    /// <summary>The log-probability of each bit of the answer, after 0, 1, ... queries: 0 where it is revealed, else that of a guess.</summary>
    private static double[] Beliefs(int[] actions) =>
        [.. from episode in Enumerable.Range(0, GroupSize)
            from turns in Enumerable.Range(0, Queries + 1)
            from bit in Enumerable.Range(0, Queries)
            select bit < turns && actions[(episode * Queries) + bit] == 0 ? 0 : -Math.Log(2)];

    private static int Hidden(int[] actions, int episode, int turns) => Enumerable.Range(0, turns).Count(turn => actions[(episode * Queries) + turn] != 0);

    /// <summary>Four queries and the answer, which is a turn without tokens of the policy's choice.</summary>
    private static PackedBatch Structure() => new PackedBatchBuilder()
        .Level("group", 1)
        .LevelOf("completion", "group", [GroupSize])
        .LevelOf("turn", "completion", Enumerable.Repeat(Queries + 1, GroupSize))
        .LevelOf("token", "completion", Enumerable.Repeat(Queries, GroupSize))
        .Link("token", "turn", "turn", [.. Enumerable.Range(0, GroupSize * Queries).Select(token => (token / Queries * (Queries + 1)) + (token % Queries))])
        .LevelOf("answer", "turn", Enumerable.Repeat(Queries, GroupSize * (Queries + 1)))
        .Build();
}
