namespace Paragon.Training;

/// <summary>How examples of a file are used.</summary>
public sealed record OfflineOptions
{
    /// <summary>Updates of the run. Default: 100.</summary>
    public int Steps { get; init; } = 100;

    /// <summary>Examples of one update. Default: 16.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>Checks the values.</summary>
    /// <exception cref="TrainingException">One is out of its range; the message names it.</exception>
    public void Validate()
    {
        if (Steps < 1 || BatchSize < 1)
        {
            throw new TrainingException($"The number of steps is {Steps} and the size of a batch {BatchSize}; both must be at least 1.");
        }
    }
}
