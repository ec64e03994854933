namespace Paragon.Analysis;

/// <summary>How a model takes to the repetitions of a sentence (Xu et al. 2022, arXiv:2206.02369, section 3): one entry for each occurrence, the first being the sentence itself.</summary>
/// <param name="TokenProbability">TP: mean probability of the sentence's tokens.</param>
/// <param name="IncreasedShare">IP: share of the tokens that are more probable than in the first occurrence.</param>
/// <param name="WinnerShare">WR: share of the tokens that are the most probable ones of the vocabulary.</param>
public sealed record SelfReinforcement(IReadOnlyList<double> TokenProbability, IReadOnlyList<double> IncreasedShare, IReadOnlyList<double> WinnerShare)
{
    /// <summary>The metrics of one sentence.</summary>
    /// <param name="probability">Probability of each token, for each occurrence of the sentence.</param>
    /// <param name="isMostProbable">Whether the token was the most probable one.</param>
    /// <exception cref="ArgumentException">There is no occurrence, or occurrences differ in length.</exception>
    public static SelfReinforcement Of(IReadOnlyList<double[]> probability, IReadOnlyList<bool[]> isMostProbable)
    {
        if (probability.Count == 0 || probability.Count != isMostProbable.Count)
        {
            throw new ArgumentException($"There are probabilities of {probability.Count} occurrences and winners of {isMostProbable.Count}; as many of both are needed, and at least one.", nameof(probability));
        }

        int length = probability[0].Length;
        for (int n = 0; n < probability.Count; n++)
        {
            if (length == 0 || probability[n].Length != length || isMostProbable[n].Length != length)
            {
                throw new ArgumentException($"Occurrence {n} has {probability[n].Length} probabilities and {isMostProbable[n].Length} winners, and the first {length} tokens; all must have as many, and at least one.", nameof(probability));
            }
        }

        return new SelfReinforcement(
            [.. probability.Select(occurrence => occurrence.Average())],
            [.. probability.Select(occurrence => Share(occurrence.Zip(probability[0], (now, first) => now > first)))],
            [.. isMostProbable.Select(Share)]);
    }

    private static double Share(IEnumerable<bool> truths) => truths.Average(truth => truth ? 1.0 : 0.0);
}
