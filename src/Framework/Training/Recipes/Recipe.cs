namespace Paragon.Training;

/// <summary>
/// Trains one policy in stages, in order: each begins with the policy as the one before left it, in a folder of its own with metrics and
/// checkpoints. A recipe that was stopped or killed goes on where it stood, bit for bit.
/// </summary>
/// <param name="policy">What is trained; it has what every stage needs (a value head). The recipe does not dispose of it.</param>
/// <param name="stages">The stages; at least one, with different names.</param>
public sealed class Recipe(Policy policy, IReadOnlyList<RecipeStage> stages)
{
    private const string Finished = "finished";

    /// <summary>Runs the stages that are left.</summary>
    /// <param name="folder">Folder of the recipe; a stage's is <c>01-NAME</c> in it.</param>
    /// <param name="checkpointEvery">Steps between two checkpoints, at least 1. The last step of a stage always writes one.</param>
    /// <param name="report">Hears of each step.</param>
    /// <param name="cancellation">Stops between two steps; the state is saved first.</param>
    /// <returns>Whether all stages are finished; otherwise it was stopped.</returns>
    /// <exception cref="TrainingException">The stages have no or equal names, or a step failed; the last checkpoint stands.</exception>
    public bool Run(string folder, int checkpointEvery, Action<RecipeStage, StepReport> report, CancellationToken cancellation)
    {
        RequireNames();
        int done = stages.TakeWhile((_, index) => File.Exists(Mark(folder, index))).Count();
        if (done > 0)
        {
            Checkpoint.LoadLastModel(Checkpoints(folder, done - 1), policy);
        }

        for (int index = done; index < stages.Count; index++)
        {
            if (!Run(stages[index], folder, index, checkpointEvery, report, cancellation))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Folder of a stage.</summary>
    /// <param name="folder">Folder of the recipe.</param>
    /// <param name="index">Number of the stage, from 0.</param>
    public string FolderOf(string folder, int index) => Path.Combine(folder, $"{index + 1:D2}-{stages[index].Name}");

    private bool Run(RecipeStage stage, string folder, int index, int checkpointEvery, Action<RecipeStage, StepReport> report, CancellationToken cancellation)
    {
        using RecipeScope scope = new();
        ITrainingLoop loop = stage.Begin(scope);
        if (loop is IDisposable owned)
        {
            scope.Own(owned);
        }

        TrainingRun run = new(FolderOf(folder, index), loop, checkpointEvery);
        if (run.Run(step => report(stage, step), cancellation) < loop.Steps)
        {
            return false;
        }

        // Whole or not at all: an empty file has no half.
        File.Create(Mark(folder, index)).Dispose();
        return true;
    }

    private string Mark(string folder, int index) => Path.Combine(FolderOf(folder, index), Finished);

    private string Checkpoints(string folder, int index) => Path.Combine(FolderOf(folder, index), TrainingRun.CheckpointsName);

    private void RequireNames()
    {
        if (stages.Count == 0)
        {
            throw new TrainingException("The recipe has no stage; give at least one.");
        }

        if (stages.GroupBy(stage => stage.Name).FirstOrDefault(same => same.Key.Length == 0 || same.Count() > 1) is { } wrong)
        {
            throw new TrainingException(wrong.Key.Length == 0 ? "A stage of the recipe has no name; give each one." : $"{wrong.Count()} stages of the recipe are named '{wrong.Key}'; give each a name of its own.");
        }
    }
}
