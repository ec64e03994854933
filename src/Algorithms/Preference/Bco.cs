using System.ComponentModel.DataAnnotations;
using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>Binary classifier optimisation (Jung et al. 2024): desirable against undesirable by implicit reward, shifted by its running mean.</summary>
/// <remarks>
/// The running mean takes in this batch's rewards before the loss uses it, and carries no gradient. The two metrics are
/// the mean and count after the batch, which <see cref="Next"/> hands on.
/// </remarks>
[Objective("bco", Source = "Jung et al. 2024, arXiv:2404.04656")]
public sealed partial record Bco : ICarriesState
{
    /// <summary>Strength of the pull toward the reference policy.</summary>
    [Range(0, double.PositiveInfinity, MinimumIsExclusive = true)]
    public double Beta { get; init; } = 0.1;

    /// <summary>Mean of the rewards of all examples before this batch.</summary>
    [Range(double.NegativeInfinity, double.PositiveInfinity)]
    public double RunningMean { get; init; }

    /// <summary>How many examples the mean is of; TRL's start, next to nothing, makes the first batch's own mean the first shift.</summary>
    [Range(0, double.PositiveInfinity)]
    public double RunningCount { get; init; } = 1e-24;

    /// <summary>
    /// Whether undesirable examples are weighted by how much their prompts look like those of desirable ones (underlying
    /// distribution matching), which the column <c>desirable_prompt_probability</c> says.
    /// </summary>
    public bool MatchDistribution { get; init; }

    /// <summary>Smallest weight of an undesirable example.</summary>
    [Range(0, double.PositiveInfinity)]
    public double MinDensityRatio { get; init; } = 0.5;

    /// <summary>Largest weight of an undesirable example.</summary>
    [Range(0, double.PositiveInfinity)]
    public double MaxDensityRatio { get; init; } = 10;

    /// <inheritdoc/>
    public IObjective Next(IReadOnlyDictionary<string, double> metrics) =>
        this with { RunningMean = metrics["running_mean"], RunningCount = metrics["running_count"] };

    [Loss]
    private Real Loss(Example example)
    {
        Real shifted = Reward(example) - StopGradient(Mean(example.Batch));
        return example.Desirable ? -LogSigmoid(shifted) : Weight(example) * -LogSigmoid(-shifted);
    }

    [Metric("running_mean")]
    private Real Mean(Batch b) => ((RunningCount * RunningMean) + b.Examples.Sum(Reward)) / Count(b);

    [Metric("running_count")]
    private Real Count(Batch b) => RunningCount + b.Examples.Count();

    private Real Reward(Example example) => Beta * LogRatio(example.Completion);

    private Real Weight(Example example) => MatchDistribution
        ? Clamp(example.DesirablePromptProbability / (1 - example.DesirablePromptProbability + 1e-8), MinDensityRatio, MaxDensityRatio)
        : 1;
}
