namespace Paragon.Rollouts;

/// <summary>Draws trajectories of one prompt as a tree (PORTool): several first steps, and at each later step unfinished branches fork while there is room.</summary>
/// <param name="Roots">First steps, at least 1.</param>
/// <param name="MostChildren">Most steps that are tried after one step, at least 1.</param>
/// <param name="MostTrajectories">Most trajectories, finished and unfinished ones together; at least the number of roots.</param>
/// <param name="MostSteps">Most steps of a trajectory; one that has not finished by then ends there.</param>
public sealed record TreeRollout(int Roots, int MostChildren, int MostTrajectories, int MostSteps)
{
    /// <summary>Draws a tree.</summary>
    /// <typeparam name="TStep">What a step is.</typeparam>
    /// <param name="next">Draws a step after those of a history, and says whether the trajectory has finished with it.</param>
    /// <returns>The tree; every branch has ended.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public StepTree<TStep> Draw<TStep>(Func<IReadOnlyList<TStep>, (TStep Step, bool Finished)> next)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Roots, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostChildren, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostTrajectories, Roots);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostSteps, 1);
        StepTree<TStep> tree = new();
        List<int> open = [.. Enumerable.Repeat(-1, Roots)];
        for (int depth = 1; open.Count > 0; depth++)
        {
            List<int> unfinished = [];
            foreach (int branch in open)
            {
                (TStep step, bool finished) = next([.. tree.PathTo(branch).Select(tree.StepAt)]);
                int node = tree.Add(branch, step);
                if (finished || depth == MostSteps)
                {
                    tree.End(node);
                }
                else
                {
                    unfinished.Add(node);
                }
            }

            open = Forked(unfinished, MostTrajectories - tree.Paths.Count);
        }

        return tree;
    }

    /// <summary>Each branch once, and then again from the first on while there is room.</summary>
    private List<int> Forked(List<int> branches, int room)
    {
        int[] children = [.. branches.Select(_ => 1)];
        int left = room - branches.Count;
        for (int round = 1; round < MostChildren; round++)
        {
            for (int branch = 0; branch < children.Length && left > 0; branch++, left--)
            {
                children[branch]++;
            }
        }

        return [.. branches.SelectMany((branch, place) => Enumerable.Repeat(branch, children[place]))];
    }
}
