namespace Paragon.Training;

/// <summary>A loop whose steps can be taken apart: the gradient of its loss, and the step along it.</summary>
internal interface IGradientSource
{
    /// <summary>The loop's trainer.</summary>
    Trainer Trainer { get; }

    /// <summary>Draws the batch of a step and adds the gradient of its loss to that of the policy's parameters.</summary>
    /// <param name="step">Number of the step; negative ones are drawn like others, for what is only looked at.</param>
    GradientReport AddGradient(int step);
}

/// <summary>What one gradient reports.</summary>
/// <param name="Loss">Loss and metrics of the batch; null where the batch gave none.</param>
/// <param name="Values">What the loop logs of the batch.</param>
/// <param name="Failures">Why rewards are missing.</param>
internal sealed record GradientReport(TrainedLoss? Loss, IReadOnlyDictionary<string, double> Values, IReadOnlyList<string> Failures);
