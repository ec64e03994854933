namespace Paragon.Formulas;

/// <summary>Which part of an objective makes it indifferent to the origin of the learned scores.</summary>
public enum CentredBy
{
    /// <summary>None that is known.</summary>
    Nothing,

    /// <summary>The reward itself.</summary>
    Reward,

    /// <summary>A later stage, which takes a mean of the reward away.</summary>
    Advantage,
}

/// <summary>Whether a reward, or what an objective makes of it, is unchanged when one constant is added to every learned score.</summary>
/// <param name="Verdict">The verdict on the objective; the witness of a refutation is one of the reward.</param>
/// <param name="By">What centres.</param>
/// <param name="Advantage">Place of the advantage that centres, among those given; -1 where none does.</param>
/// <param name="SubtractingAdvantage">
/// Place of an advantage that is unchanged when a constant is added to the rewards, whether or not that centres the learned
/// scores; -1 for none. Behind a reward that bends, it does not: σ(s + c) minus its mean still depends on c.
/// </param>
public sealed record Centring(Verdict Verdict, CentredBy By, int Advantage, int SubtractingAdvantage)
{
    /// <summary>The answer for a reward and what comes after it, or null where the reward uses no learned score.</summary>
    /// <param name="reward">The reward.</param>
    /// <param name="column">Name of the column that it is written to, on its own level.</param>
    /// <param name="advantages">The stages that follow, in their order; each may read those before it.</param>
    public static Centring? Of(Node reward, string column, IReadOnlyList<Stage> advantages)
    {
        if (ShiftInvariance.Of(reward) is not { } own)
        {
            return null;
        }

        if (own is Verdict.Proved)
        {
            return new Centring(own, CentredBy.Reward, -1, -1);
        }

        List<Stage> earlier = reward.Domain is { } level ? [new Stage(reward, level.Key, column)] : [];
        int subtracting = -1;
        for (int i = 0; i < advantages.Count; i++)
        {
            Stage advantage = advantages[i];
            Node fromReward = Composition.Of(new GraphBuilder(), advantage.Root, [.. earlier.Skip(1)]);
            Verdict? ofReward = ShiftInvariance.Of(fromReward, other => other.Name == column && other.Domain!.Equals(reward.Domain));
            subtracting = ofReward is Verdict.Proved ? i : subtracting;

            // A mean of the reward itself centres it, and so does the score of a reference, which moves with all learned scores.
            if (ofReward is not null && ShiftInvariance.Of(Composition.Of(new GraphBuilder(), advantage.Root, earlier)) is Verdict.Proved later)
            {
                return new Centring(later, CentredBy.Advantage, i, subtracting);
            }

            earlier.Add(advantage);
        }

        return new Centring(own, CentredBy.Nothing, -1, subtracting);
    }
}
