namespace Paragon.Experiments.CreditAssignment;

/// <summary>One completion of a tabular policy.</summary>
/// <param name="States">State before each action.</param>
/// <param name="Actions">The actions: its tokens.</param>
/// <param name="Reward">Reward of the whole.</param>
internal sealed record Episode(int[] States, int[] Actions, double Reward)
{
    /// <summary>Number of actions.</summary>
    public int Length => Actions.Length;

    /// <summary>Follows a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="random">Draws the actions.</param>
    /// <param name="start">First state.</param>
    /// <param name="next">The state after one and an action; negative at the end.</param>
    /// <param name="reward">Reward of states and actions.</param>
    public static Episode Draw(SoftmaxTable policy, Random random, int start, Func<int, int, int> next, Func<int[], int[], double> reward)
    {
        List<int> states = [], actions = [];
        for (int state = start; state >= 0; state = next(state, actions[^1]))
        {
            states.Add(state);
            actions.Add(policy.Draw(state, random));
        }

        return new Episode([.. states], [.. actions], reward([.. states], [.. actions]));
    }
}
