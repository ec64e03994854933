namespace Paragon.Training;

/// <summary>Takes a loop through its steps in a folder of its own: metrics, checkpoints, resuming, stopping.</summary>
/// <param name="folder">Folder of the run: <c>metrics.jsonl</c> and <c>checkpoints/</c>.</param>
/// <param name="loop">What is trained.</param>
/// <param name="checkpointEvery">Steps between two checkpoints, at least 1. The last step always writes one.</param>
public sealed class TrainingRun(string folder, ITrainingLoop loop, int checkpointEvery)
{
    internal const string CheckpointsName = "checkpoints";

    /// <summary>The file of the values of every step.</summary>
    public string MetricsFile => Path.Combine(folder, "metrics.jsonl");

    /// <summary>Folder of the checkpoints.</summary>
    public string Checkpoints => Path.Combine(folder, CheckpointsName);

    /// <summary>Takes the steps that are left.</summary>
    /// <param name="report">Hears of each step.</param>
    /// <param name="cancellation">Stops between two steps; the state is saved first.</param>
    /// <returns>Steps that the run has taken, all together; fewer than the loop's where it was stopped.</returns>
    /// <exception cref="TrainingException">A step failed; the last checkpoint stands.</exception>
    public int Run(Action<StepReport> report, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(checkpointEvery, 1);
        int step = Checkpoint.LoadLast(Checkpoints, loop) ?? 0;
        using MetricsLog log = new(MetricsFile, step);
        while (step < loop.Steps)
        {
            if (cancellation.IsCancellationRequested)
            {
                break;
            }

            StepReport done = loop.Step(step);
            step++;
            log.Write(done);
            report(done);
            if (step % checkpointEvery == 0 && step < loop.Steps)
            {
                Checkpoint.Save(Checkpoints, loop, step);
            }
        }

        Checkpoint.Save(Checkpoints, loop, step);
        return step;
    }
}
