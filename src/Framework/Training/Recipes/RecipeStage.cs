namespace Paragon.Training;

/// <summary>One stage of a recipe: supervised, on preferences, on the policy's own completions, or any other loop.</summary>
/// <param name="Name">Name in messages and of its folder: lower case, words joined by '-'.</param>
/// <param name="Begin">
/// Makes the loop when the stage's turn comes, with the policy as the stages before left it: here a reference is cloned and data
/// are drawn from the policy. What it makes and the loop does not dispose of it gives to the scope. On resuming it runs again from
/// the same policy, so it must not depend on anything else that changes.
/// </param>
public sealed record RecipeStage(string Name, Func<RecipeScope, ITrainingLoop> Begin);

/// <summary>What a stage of a recipe owns while it runs.</summary>
public sealed class RecipeScope : IDisposable
{
    private readonly Stack<IDisposable> _owned = new();

    internal RecipeScope()
    {
    }

    /// <summary>Keeps something until the stage is over.</summary>
    public T Own<T>(T made)
        where T : IDisposable
    {
        _owned.Push(made);
        return made;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_owned.TryPop(out IDisposable? owned))
        {
            owned.Dispose();
        }
    }
}
