using System.Globalization;
using Paragon.Algorithms;

namespace Paragon.Experiments.ProcessRewards;

/// <summary>A delayed, graded reward against the contributions that a progress estimator makes of it.</summary>
internal sealed class SpaRlExperiment : IExperiment
{
    private const int Length = 20;
    private const int Actions = 4;
    private const int Episodes = 4;
    private const int Updates = 200;
    private const int Labelled = 400;
    private const int Fits = 600;
    private const double Ridge = 1e-3;

    private static readonly int[] _goals = [3, 8, 13, 18];
    private static readonly double[] _steps = [5, 10];

    private static readonly (string Name, bool Attributes, double Lambda)[] _methods = [("delayed reward", false, 1), ("SPA, λ = 1", true, 1), ("SPA, λ = 0", true, 0)];

    private static readonly PackedBatch _structure = EpisodeBatch.Of(1, Episodes, Length, "turn").With("turn", "grounding", new double[Episodes * Length]);

    public string Name => "spa-rl";

    public string Source => "SPA-RL, Reinforcing LLM Agents via Stepwise Progress Attribution (2025)";

    public string Summary =>
        "Episodes of 20 steps with 4 actions; the final reward is the share of four steps at which the right action was taken. A linear progress estimator on (step, action) learns by the estimator's loss, with a small ridge, "
        + "from 400 episodes of the first policy and is frozen. The policy, a table by step, then takes 200 updates on 4 episodes each, with the mean return of the batch at each step as value (advantages not whitened).";

    public IReadOnlyList<int> Seeds => [.. Enumerable.Range(1, 20)];

    public ExperimentReport Run(ExperimentRun run)
    {
        run.Progress("the estimators");
        Dictionary<int, double[]> estimators = run.Seeds.ToDictionary(seed => seed, seed => Estimator(new Random(-seed)));
        Dictionary<(string, double), Measurement> results = [];
        foreach (double step in _steps)
        {
            foreach ((string name, bool attributes, double lambda) in _methods)
            {
                run.Progress($"step {step}, {name}");
                results[(name, step)] = Measurement.Of(run.Seeds, seed => Train(attributes ? estimators[seed] : null, lambda, step, seed, run.Cancellation));
            }
        }

        string At(double step) => step.ToString(CultureInfo.InvariantCulture);
        double Mean(int method, double step) => results[(_methods[method].Name, step)].Mean;
        string Text(double step) => string.Join(", ", _methods.Select(method => $"{method.Name} {results[(method.Name, step)]}"));
        return new ExperimentReport(
            [new ResultTable("mean reward over training", ["step", .. _methods.Select(method => method.Name)],
                [.. _steps.Select(step => (string[])[At(step), .. _methods.Select(method => results[(method.Name, step)].ToString())])])],
            [
                .. _steps.Select(step => new Claim($"at step {At(step)} the delayed reward is below SPA with λ = 0", Text(step), Mean(0, step) < Mean(2, step))),
                .. _steps.Select(step => new Claim($"at step {At(step)} SPA with λ = 1 is between them", Text(step), Mean(0, step) < Mean(1, step) && Mean(1, step) < Mean(2, step))),
            ]);
    }

    private static double Train(double[]? estimator, double lambda, double step, int seed, CancellationToken cancellation)
    {
        Random random = new(seed);
        FusedBackend backend = new(parallel: false);
        IObjective objective = new SpaRl { Beta = 0, KlWeight = 0, Lambda = lambda, ValueCoefficient = 0 };
        Stage returns = objective.Stages.Single(stage => stage.Name == "Return");
        KeySteps task = new(Length, Actions, _goals);
        SoftmaxTable policy = task.Policy(0);
        int[] states = task.States(Episodes);
        double total = 0;
        for (int update = 0; update < Updates; update++)
        {
            cancellation.ThrowIfCancellationRequested();
            int[] actions = task.Draw(policy, Episodes, random);
            double[] final = Rewards(actions), old = policy.LogProbabilities(states, actions);
            double[] rewards = [.. actions.Select((action, token) => estimator is not null ? estimator[(states[token] * Actions) + action]
                : states[token] == Length - 1 ? final[token / Length] : 0)];
            double[] values = Values(rewards);
            PackedBatch batch = _structure
                .With("token", "reward_value", rewards).With("token", "old_value", values).With("token", "value", values)
                .With("token", "old_logp", old).With("token", "logp", old);
            batch = backend.Prepare(objective, batch, returns);
            double[] returned = backend.Values(objective, returns, batch);
            batch = batch.With("token", "advantage", [.. returned.Zip(values, (all, value) => all - value)]).With("token", "return", returned);
            policy.Add(backend.Loss(objective, batch), states, actions);
            policy.Descend(step * Length);
            total += _goals.Average(goal => policy.Probabilities(goal)[0]);
        }

        return total / Updates;
    }

    /// <summary>The contribution of each action at each step, fitted by the estimator's loss.</summary>
    private static double[] Estimator(Random random)
    {
        KeySteps task = new(Length, Actions, _goals);
        SoftmaxTable policy = task.Policy(0);
        FusedBackend backend = new(parallel: false);
        int[] states = task.States(Labelled), actions = task.Draw(policy, Labelled, random);
        PackedBatch batch = EpisodeBatch.Of(1, Labelled, Length, "turn").With("completion", "reward", Rewards(actions));
        IObjective loss = ((ITrainsRewardModel)new SpaRl()).RewardModelObjective;
        double[] weights = new double[Length * Actions], gradient = new double[weights.Length];
        Adam adam = new(weights.Length, 0.01);
        for (int fit = 0; fit < Fits; fit++)
        {
            double[] derivative = backend.Loss(loss, batch.With("token", "value", [.. actions.Select((action, token) => weights[(states[token] * Actions) + action])])).Gradient![new ColumnName("token", "value")];
            for (int i = 0; i < weights.Length; i++)
            {
                gradient[i] = Ridge * weights[i];
            }

            for (int token = 0; token < actions.Length; token++)
            {
                gradient[(states[token] * Actions) + actions[token]] += derivative[token];
            }

            adam.Descend(weights, gradient);
        }

        return weights;
    }

    private static double[] Rewards(int[] actions) =>
        [.. Enumerable.Range(0, actions.Length / Length).Select(episode => _goals.Average(goal => actions[(episode * Length) + goal] == 0 ? 1.0 : 0))];

    /// <summary>At each step the mean, over the batch, of what is still to come.</summary>
    private static double[] Values(double[] rewards)
    {
        double[] toGo = new double[Length];
        for (int step = Length - 1; step >= 0; step--)
        {
            toGo[step] = (step == Length - 1 ? 0 : toGo[step + 1]) + Enumerable.Range(0, Episodes).Average(episode => rewards[(episode * Length) + step]);
        }

        return [.. rewards.Select((_, token) => toGo[token % Length])];
    }
}
