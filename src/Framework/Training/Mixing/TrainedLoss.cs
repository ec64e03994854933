namespace Paragon.Training;

/// <summary>The loss of a batch whose gradient the parameters have.</summary>
/// <param name="Value">The loss.</param>
/// <param name="Metrics">The objective's metrics, by name.</param>
/// <param name="Tokens">Completion tokens of the batch.</param>
internal sealed record TrainedLoss(double Value, Dictionary<string, double> Metrics, int Tokens);
