namespace Paragon.Algorithms.Tests;

/// <summary>What PAV's expected gradient is, by enumeration of all trajectories of two steps.</summary>
public sealed class ProverGradientTests
{
    private const int Actions = 3;
    private const int Count = Actions * Actions;

    private static readonly Random s_random = new(11);
    private static readonly double[][] s_policy = Policy(), s_prover = Policy();
    private static readonly double[] s_success = [.. Enumerable.Range(0, Count).Select(_ => s_random.NextDouble())];

    [Fact]
    public void Without_a_prover_it_is_the_policy_gradient() => Property.Agree(PolicyGradient(1), Expected(new Pav { Alpha = 0 }, Batch(s_prover)), 1e-12);

    [Fact]
    public void The_base_policy_as_prover_only_scales_it() => Property.Agree(PolicyGradient(1 + 2.5), Expected(new Pav { Alpha = 2.5 }, Batch(s_policy)), 1e-12);

    [Fact]
    public void Another_prover_changes_its_direction()
    {
        double[] plain = PolicyGradient(1), guided = Expected(new Pav { Alpha = 2.5 }, Batch(s_prover));
        double cosine = plain.Zip(guided, (a, b) => a * b).Sum() / Math.Sqrt(plain.Sum(a => a * a) * guided.Sum(b => b * b));
        Assert.InRange(cosine, -1, 0.999);
    }

    [Fact]
    public void A_term_of_the_state_alone_changes_nothing()
    {
        Pav objective = new();
        PackedBatch batch = Batch(s_prover);
        double[] ofState = [.. Enumerable.Range(0, 2 * Count).Select(step => step % 2 == 0 ? 0.7 : 0.3 * (step / 2 / Actions))];
        PackedBatch shifted = batch.With("step", "base_value", [.. batch.Column("step", "base_value").Zip(ofState, (value, term) => value + term)]);
        Property.Agree(Expected(objective, batch), Expected(objective, shifted), 1e-12);
    }

    [Fact]
    public void The_return_to_go_of_any_prover_s_advantages_is_the_policy_gradient()
    {
        PackedBatch batch = Batch(s_prover);
        double[] values = batch.Column("step", "prover_value"), ofPrompt = batch.Column("completion", "prover_value");
        double[] toGo = [.. values.Select((_, step) => values[step | 1] - (step % 2 == 0 ? ofPrompt[step / 2] : values[step - 1]))];
        Property.Agree(PolicyGradient(1), Expected(new Pav { Alpha = 0 }, batch.With("step", "base_value", toGo)), 1e-12);
    }

    /// <summary>Distributions over actions at the prompt and after each first action.</summary>
    private static double[][] Policy() => [.. Enumerable.Range(0, 1 + Actions).Select(_ =>
    {
        double[] weights = [.. Enumerable.Range(0, Actions).Select(_ => Math.Exp(2 * s_random.NextDouble()))];
        return weights.Select(weight => weight / weights.Sum()).ToArray();
    })];

    /// <summary>Every trajectory once; the base policy's value is the outcome, the prover's are exact.</summary>
    private static PackedBatch Batch(double[][] prover)
    {
        double[] afterFirst = [.. Enumerable.Range(0, Actions).Select(first => Enumerable.Range(0, Actions).Sum(second => prover[1 + first][second] * s_success[(first * Actions) + second]))];
        double ofPrompt = Enumerable.Range(0, Actions).Sum(first => prover[0][first] * afterFirst[first]);
        int[] steps = [.. Enumerable.Range(0, 2 * Count)];
        return new PackedBatchBuilder()
            .Level("completion", Count)
            .LevelOf("token", "completion", Enumerable.Repeat(2, Count))
            .LevelOf("step", "completion", Enumerable.Repeat(2, Count))
            .Link("token", "step", "step", steps)
            .Column("completion", "prover_value", Enumerable.Repeat(ofPrompt, Count))
            .Column("step", "prover_value", steps.Select(step => step % 2 == 0 ? afterFirst[step / 2 / Actions] : s_success[step / 2]))
            .Column("step", "base_value", steps.Select(step => s_success[step / 2]))
            .Column("token", "logp", steps.Select(step => Math.Log(s_policy[State(step)][Action(step)])))
            .Build();
    }

    /// <summary>The expectation, under the policy, of the ascent by all logits.</summary>
    private static double[] Expected(Pav objective, PackedBatch batch)
    {
        double[] derivative = objective.Gradient(objective.Prepared(batch)), sum = new double[(1 + Actions) * Actions];
        for (int step = 0; step < derivative.Length; step++)
        {
            // The loss is a mean over trajectories, each of which stands there once.
            double weight = -Count * derivative[step] * s_policy[0][step / 2 / Actions] * s_policy[1 + (step / 2 / Actions)][step / 2 % Actions];
            for (int action = 0; action < Actions; action++)
            {
                sum[(State(step) * Actions) + action] += weight * ((action == Action(step) ? 1 : 0) - s_policy[State(step)][action]);
            }
        }

        return sum;
    }

    /// <summary>The derivative of the probability of success by all logits, times a number.</summary>
    private static double[] PolicyGradient(double scale)
    {
        double[] gradient = new double[(1 + Actions) * Actions];
        for (int trajectory = 0; trajectory < Count; trajectory++)
        {
            int first = trajectory / Actions, second = trajectory % Actions;
            double share = scale * s_success[trajectory] * s_policy[0][first] * s_policy[1 + first][second];
            for (int action = 0; action < Actions; action++)
            {
                gradient[action] += share * ((action == first ? 1 : 0) - s_policy[0][action]);
                gradient[((1 + first) * Actions) + action] += share * ((action == second ? 1 : 0) - s_policy[1 + first][action]);
            }
        }

        return gradient;
    }

    private static int State(int step) => step % 2 == 0 ? 0 : 1 + (step / 2 / Actions);

    private static int Action(int step) => step % 2 == 0 ? step / 2 / Actions : step / 2 % Actions;
}
