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
    public StepTree<TStep> Draw<TStep>(Func<IReadOnlyList<TStep>, (TStep Step, bool Finished)> next) =>
        Draw<TStep>(1, open => [.. open.Select(branch => next(branch.History))])[0];

    /// <summary>Draws several trees, all branches of a depth at once.</summary>
    /// <typeparam name="TStep">What a step is.</typeparam>
    /// <param name="count">Number of trees.</param>
    /// <param name="next">Draws a step after each of some histories, each in the tree of a number, and says whether the trajectory has finished with it.</param>
    /// <returns>The trees; every branch has ended.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public IReadOnlyList<StepTree<TStep>> Draw<TStep>(int count, Func<IReadOnlyList<(int Tree, IReadOnlyList<TStep> History)>, IReadOnlyList<(TStep Step, bool Finished)>> next)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Roots, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostChildren, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostTrajectories, Roots);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostSteps, 1);
        StepTree<TStep>[] trees = [.. Enumerable.Range(0, count).Select(_ => new StepTree<TStep>())];
        (int Tree, int Node)[] open = [.. Enumerable.Range(0, count).SelectMany(tree => Enumerable.Repeat((tree, -1), Roots))];
        for (int depth = 1; open.Length > 0; depth++)
        {
            IReadOnlyList<(TStep Step, bool Finished)> drawn = next([.. open.Select(branch => (branch.Tree, History(trees[branch.Tree], branch.Node)))]);
            List<(int Tree, int Node)> unfinished = [];
            foreach (((int tree, int branch), (TStep step, bool finished)) in open.Zip(drawn))
            {
                int node = trees[tree].Add(branch, step);
                if (finished || depth == MostSteps)
                {
                    trees[tree].End(node);
                }
                else
                {
                    unfinished.Add((tree, node));
                }
            }

            open = [.. unfinished.GroupBy(branch => branch.Tree).SelectMany(branches =>
                Forked([.. branches.Select(branch => branch.Node)], MostTrajectories - trees[branches.Key].Paths.Count).Select(node => (branches.Key, node)))];
        }

        return trees;
    }

    private static IReadOnlyList<TStep> History<TStep>(StepTree<TStep> tree, int node) => [.. tree.PathTo(node).Select(tree.StepAt)];

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
