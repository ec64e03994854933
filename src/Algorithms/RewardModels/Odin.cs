using System.ComponentModel.DataAnnotations;

namespace Paragon.Algorithms;

/// <summary>
/// ODIN (Chen et al. 2024): a reward model with two heads on one backbone. Their sum is trained by Bradley-Terry, the length head is made
/// to follow length, the quality head not to, and their weights to stand at right angles. Reinforcement learning uses the quality head.
/// </summary>
/// <remarks>
/// ρ is Pearson's correlation over all completions of the batch, chosen and rejected. INFERRED: it is 0, without gradient, where all
/// scores or all lengths are equal; the card does not say, and the published code goes on with NaN.
/// </remarks>
[Objective("odin", Source = "Chen et al. 2024, arXiv:2402.07319; PAR 2025, reward-model baselines")]
public sealed partial record Odin
{
    /// <summary>λ_L: weight of the length term.</summary>
    [Range(0, double.PositiveInfinity)]
    public double LengthWeight { get; init; } = 1;

    /// <summary>λ_O: weight of the orthogonality term.</summary>
    [Range(0, double.PositiveInfinity)]
    public double OrthogonalWeight { get; init; } = 1;

    [Loss]
    private Real Loss(Batch b) => b.Pairs.Mean(Preference) + (LengthWeight * Length(b)) + (OrthogonalWeight * Orthogonality(b));

    [Metric("bradley_terry")]
    private static Real Preference(Pair pair) => -LogSigmoid(Sum(pair.Chosen) - Sum(pair.Rejected));

    [Metric("length")]
    private static Real Length(Batch b) => Abs(LengthCorrelation(b, y => y.Quality)) - LengthCorrelation(b, y => y.LengthScore);

    [Metric("orthogonality")]
    private static Real Orthogonality(Batch b) =>
        Abs(b.HeadWeights.Sum(w => w.Quality * w.Length)) / ((Norm(b, w => w.Quality) * Norm(b, w => w.Length)) + 1e-6);

    private static Real Sum(Completion y) => y.Quality + y.LengthScore;

    // A root has no slope at 0; libtorch's norm takes 0 for it.
    private static Real Norm(Batch b, Func<HeadWeight, Real> weight)
    {
        Real squares = b.HeadWeights.Sum(w => Square(weight(w)));
        return squares == 0 ? 0 : Sqrt(squares);
    }

    private static Real LengthCorrelation(Batch b, Func<Completion, Real> score)
    {
        Real mean = b.Completions.Mean(score);
        Real length = b.Completions.Mean(y => y.ResponseLength);
        Real spread = b.Completions.PopulationStd(score) * b.Completions.PopulationStd(y => y.ResponseLength);
        return spread == 0 ? 0 : b.Completions.Mean(y => (score(y) - mean) * (y.ResponseLength - length)) / spread;
    }
}
