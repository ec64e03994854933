using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>Preference ranking optimisation (Song et al. 2023): each completion of a ranked list against all worse ones, by how much worse they are.</summary>
/// <remarks>
/// A group is one list, best completion first. As in the authors' code, log-probabilities are per token for ranking and
/// summed for fine-tuning, and the fine-tuning weight grows with the square of the list.
/// </remarks>
[SuppressMessage("Paragon.Numerics", "PAR203", Justification = "The published temperature is the difference of rewards, which its reward model keeps small.")]
[Objective("pro", Source = "Song et al. 2023, arXiv:2306.17492")]
public sealed partial record Pro
{
    /// <summary>Weight of the fine-tuning on the demonstration, times (K - 1)² for a list of K.</summary>
    [Range(0, double.PositiveInfinity)]
    public double SftWeight { get; init; } = 0.05;

    /// <summary>Added inside the logarithm.</summary>
    [Range(0, double.PositiveInfinity)]
    public double Epsilon { get; init; } = 1e-10;

    [Loss]
    private Real Loss(Batch b) => b.Groups.Mean(list => list.Completions.Sum(Contrast) + FineTuning(list));

    private Real Contrast(Completion best)
    {
        if (best.IsLast)
        {
            return 0;
        }

        Real margin = best.AndAfter.Max(worse => best.Reward - worse.Reward);
        Real positive = MeanLogProb(best) * margin;
        Real negatives = best.Next.AndAfter.Sum(worse => Exp(MeanLogProb(worse) * (best.Reward - worse.Reward)));
        return Log(Exp(positive) + negatives + Epsilon) - positive;
    }

    private Real FineTuning(Group list) =>
        SftWeight * Square(list.Completions.Count() - 1) * list.Completions.Sum(y => y.IsDemonstration ? -LogProb(y) : 0);
}
