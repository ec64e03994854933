namespace Paragon.Training;

/// <summary>How the weight of imitation moves; the defaults are AMFT's (He et al. 2025).</summary>
public sealed record ImitationWeightOptions
{
    /// <summary>μ_0, in [0, 1]. Default: 0.8, AMFT's configuration; its controller's own default is 0.5.</summary>
    public double Initial { get; init; } = 0.8;

    /// <summary>μ_min, in [0, μ_max]. Default: 0.05.</summary>
    public double Minimum { get; init; } = 0.05;

    /// <summary>μ_max, in [μ_min, 1]. Default: 0.95.</summary>
    public double Maximum { get; init; } = 0.95;

    /// <summary>λ_meta: rate along the derivative of the utility. At least 0. Default: 1e-4.</summary>
    public double MetaRate { get; init; } = 1e-4;

    /// <summary>λ_H: rate along the lack of entropy. At least 0. Default: 5e-4.</summary>
    public double EntropyRate { get; init; } = 5e-4;

    /// <summary>K: steps from one meta-gradient to the next. At least 1. Default: 20.</summary>
    public int MetaEvery { get; init; } = 20;

    /// <summary>Rollouts before the first step whose mean entropy is the target. At least 1. Default: 20.</summary>
    public int TargetBatches { get; init; } = 20;

    /// <summary>Checks the values.</summary>
    /// <exception cref="TrainingException">One is out of its range; the message names it.</exception>
    public void Validate()
    {
        Require(Minimum is >= 0 and <= 1 && Maximum is >= 0 and <= 1 && Minimum <= Maximum, "bounds", $"[{Minimum:R}, {Maximum:R}]", "an interval within [0, 1]");
        Require(Initial is >= 0 and <= 1, "start", $"{Initial:R}", "in [0, 1]");
        Require(MetaRate >= 0 && double.IsFinite(MetaRate), "meta rate", $"{MetaRate:R}", "at least 0 and finite");
        Require(EntropyRate >= 0 && double.IsFinite(EntropyRate), "entropy rate", $"{EntropyRate:R}", "at least 0 and finite");
        Require(TargetBatches >= 1, "number of rollouts for the target entropy", $"{TargetBatches}", "at least 1");
        Require(MetaEvery >= 1, "number of steps between meta-gradients", $"{MetaEvery}", "at least 1");
    }

    private static void Require(bool condition, string name, FormattableString value, string expected)
    {
        if (!condition)
        {
            throw new TrainingException($"The {name} of the imitation weight is {FormattableString.Invariant(value)}; it must be {expected}.");
        }
    }
}
