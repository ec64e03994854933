namespace Paragon.Rollouts;

/// <summary>Chooses among several completions of a prompt by their scores.</summary>
public static class BestOfN
{
    /// <summary>Place of the highest score; of equal ones the first.</summary>
    /// <param name="scores">The scores, at least one, none NaN.</param>
    /// <exception cref="ArgumentException">There is no score, or one is NaN.</exception>
    public static int Choose(IReadOnlyList<double> scores)
    {
        Check(scores);
        return Enumerable.Range(0, scores.Count).MaxBy(place => scores[place]);
    }

    /// <summary>The answer with the highest sum of σ(score) over the completions that give it (Yuan et al. 2024); of equal ones the one given first.</summary>
    /// <typeparam name="T">Type of the answers, compared by equality.</typeparam>
    /// <param name="answers">The answer of each completion.</param>
    /// <param name="scores">The score of each completion. Unlike the choice of the highest, the vote depends on their scale.</param>
    /// <exception cref="ArgumentException">There is no score, one is NaN, or there are not as many as answers.</exception>
    public static T Vote<T>(IReadOnlyList<T> answers, IReadOnlyList<double> scores)
        where T : notnull
    {
        Check(scores);
        if (answers.Count != scores.Count)
        {
            throw new ArgumentException($"{answers.Count} answers have {scores.Count} scores; each needs one.", nameof(scores));
        }

        return answers.Zip(scores).GroupBy(pair => pair.First, pair => 1 / (1 + Math.Exp(-pair.Second))).MaxBy(votes => votes.Sum())!.Key;
    }

    private static void Check(IReadOnlyList<double> scores)
    {
        if (scores.Count == 0 || scores.Any(double.IsNaN))
        {
            throw new ArgumentException(scores.Count == 0 ? "There is no score to choose by." : $"Score {scores.TakeWhile(score => !double.IsNaN(score)).Count()} is NaN; a choice by it means nothing.", nameof(scores));
        }
    }
}
