namespace Paragon.Experiments.ProcessRewards;

/// <summary>A task of independent steps: an episode succeeds if the right action, which is 0, is taken at each of some key steps. A policy is a table by step.</summary>
/// <param name="Length">Steps of an episode.</param>
/// <param name="Actions">Actions of a step.</param>
/// <param name="Keys">The key steps.</param>
internal sealed record KeySteps(int Length, int Actions, params IReadOnlyList<int> Keys)
{
    /// <summary>A policy whose logit of the right action at key steps is the bias and every other one 0.</summary>
    public SoftmaxTable Policy(double bias)
    {
        SoftmaxTable policy = new(Length, Actions);
        foreach (int key in Keys)
        {
            policy.Logits[key * Actions] = bias;
        }

        return policy;
    }

    /// <summary>The states of so many episodes, one after another: the numbers of the steps.</summary>
    public int[] States(int episodes) => [.. Enumerable.Range(0, episodes * Length).Select(token => token % Length)];

    /// <summary>Draws the actions of episodes, one episode after another.</summary>
    public int[] Draw(SoftmaxTable policy, int episodes, Random random)
    {
        double[][] probabilities = [.. Enumerable.Range(0, Length).Select(policy.Probabilities)];
        return [.. Enumerable.Range(0, episodes * Length).Select(token => random.NextIndex(probabilities[token % Length]))];
    }

    /// <summary>1 for each episode that succeeds, else 0.</summary>
    public double[] Outcomes(int[] actions) =>
        [.. Enumerable.Range(0, actions.Length / Length).Select(episode => Keys.All(key => actions[(episode * Length) + key] == 0) ? 1.0 : 0)];

    /// <summary>Probability that an episode succeeds.</summary>
    public double Success(SoftmaxTable policy) => Keys.Aggregate(1.0, (product, key) => product * policy.Probabilities(key)[0]);

    /// <summary>Derivative of that probability by the logits.</summary>
    public double[] SuccessGradient(SoftmaxTable policy)
    {
        double[] gradient = new double[Length * Actions];
        double success = Success(policy);
        foreach (int key in Keys)
        {
            double[] probabilities = policy.Probabilities(key);
            for (int action = 0; action < Actions; action++)
            {
                gradient[(key * Actions) + action] = success * ((action == 0 ? 1 : 0) - probabilities[action]);
            }
        }

        return gradient;
    }
}
