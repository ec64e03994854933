namespace Paragon.Training;

/// <summary>The completions of one prompt that a mined pair is made of: the best by reward is chosen, the worst rejected.</summary>
/// <param name="Chosen">Place of the largest reward; the first of equal ones.</param>
/// <param name="Rejected">Place of the smallest reward; the first of equal ones.</param>
public readonly record struct BestAndWorst(int Chosen, int Rejected)
{
    /// <summary>The pair, or null where all rewards are equal: they prefer none.</summary>
    /// <param name="rewards">Reward of each completion, none of them NaN.</param>
    /// <exception cref="TrainingException">A reward is NaN.</exception>
    public static BestAndWorst? Of(IReadOnlyList<double> rewards)
    {
        (int best, int worst) = (0, 0);
        for (int i = 0; i < rewards.Count; i++)
        {
            if (double.IsNaN(rewards[i]))
            {
                throw new TrainingException($"The reward of completion {i} is NaN, so no pair can be mined. Look at what computes it.");
            }

            best = rewards[i] > rewards[best] ? i : best;
            worst = rewards[i] < rewards[worst] ? i : worst;
        }

        return best == worst ? null : new BestAndWorst(best, worst);
    }
}
