namespace Paragon.Experiments;

/// <summary>A policy that is a table of logits: a softmax over actions in each state. The smallest model that formulas can train.</summary>
/// <param name="states">Number of states.</param>
/// <param name="actions">Number of actions.</param>
public sealed class SoftmaxTable(int states, int actions)
{
    /// <summary>Number of actions.</summary>
    public int Actions => actions;

    /// <summary>Logits, one row of actions after another.</summary>
    public double[] Logits { get; } = new double[states * actions];

    /// <summary>Derivative of a loss by the logits, as far as it was added up.</summary>
    public double[] Gradient { get; } = new double[states * actions];

    /// <summary>The action probabilities of a state.</summary>
    public double[] Probabilities(int state)
    {
        ReadOnlySpan<double> row = Logits.AsSpan(state * actions, actions);
        double[] probabilities = new double[actions];
        double largest = double.NegativeInfinity;
        foreach (double logit in row)
        {
            largest = Math.Max(largest, logit);
        }

        double sum = 0;
        for (int action = 0; action < actions; action++)
        {
            sum += probabilities[action] = Math.Exp(row[action] - largest);
        }

        for (int action = 0; action < actions; action++)
        {
            probabilities[action] /= sum;
        }

        return probabilities;
    }

    /// <summary>Log-probability of an action in a state.</summary>
    public double LogProbability(int state, int action)
    {
        ReadOnlySpan<double> row = Logits.AsSpan(state * actions, actions);
        double largest = double.NegativeInfinity;
        foreach (double logit in row)
        {
            largest = Math.Max(largest, logit);
        }

        double sum = 0;
        foreach (double logit in row)
        {
            sum += Math.Exp(logit - largest);
        }

        return row[action] - largest - Math.Log(sum);
    }

    /// <summary>Draws an action.</summary>
    public int Draw(int state, Random random) => random.NextIndex(Probabilities(state));

    /// <summary>Adds to the gradient what a loss's derivative by one log-probability contributes.</summary>
    /// <param name="state">State of the action.</param>
    /// <param name="action">The action.</param>
    /// <param name="derivative">Derivative of the loss by its log-probability: the `logp` entry of a backend's gradient.</param>
    public void Add(int state, int action, double derivative)
    {
        double[] probabilities = Probabilities(state);
        for (int other = 0; other < actions; other++)
        {
            Gradient[(state * actions) + other] += derivative * ((other == action ? 1 : 0) - probabilities[other]);
        }
    }

    /// <summary>One step of plain gradient descent; the gradient is empty afterwards.</summary>
    public void Descend(double stepSize)
    {
        for (int i = 0; i < Logits.Length; i++)
        {
            Logits[i] -= stepSize * Gradient[i];
        }

        Array.Clear(Gradient);
    }

    /// <summary>A copy of the logits: the policy as a reference or as the one that sampled.</summary>
    public SoftmaxTable Copy()
    {
        SoftmaxTable copy = new(states, actions);
        Logits.CopyTo(copy.Logits, 0);
        return copy;
    }
}
