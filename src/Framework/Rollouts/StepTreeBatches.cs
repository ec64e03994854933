namespace Paragon.Rollouts;

/// <summary>Trees of rollouts as levels of a batch.</summary>
public static class StepTreeBatches
{
    /// <summary>
    /// Adds the forks of each group's tree (level <c>fork</c>), the steps that were tried there (level <c>step_node</c>) and the
    /// link <c>step_node</c> from each step of a trajectory to the step of the tree that it is.
    /// </summary>
    /// <param name="batch">A batch whose completions are the trajectories of the trees, in order, with a level <c>step</c> of their steps.</param>
    /// <param name="trees">The tree of each group.</param>
    /// <exception cref="BatchException">The groups, trajectories or steps are not those of the trees.</exception>
    public static PackedBatch WithStepTrees<TStep>(this PackedBatch batch, IReadOnlyList<StepTree<TStep>> trees)
    {
        (string Level, int Trees)[] counts =
        [
            ("group", trees.Count),
            ("completion", trees.Sum(tree => tree.Paths.Count)),
            ("step", trees.Sum(tree => tree.Paths.Sum(path => path.Count))),
        ];
        foreach ((string level, int ofTrees) in counts)
        {
            if (batch.Rows(level) != ofTrees)
            {
                throw new BatchException($"The trees have {ofTrees} elements of the level '{level}', but the batch has {batch.Rows(level)}.");
            }
        }

        List<int> forksOfGroup = [], nodesOfFork = [], targets = [];
        int first = 0;
        foreach (StepTree<TStep> tree in trees)
        {
            IReadOnlyList<int> parents = tree.Parents;
            int[][] forks = [.. Enumerable.Range(0, parents.Count).GroupBy(node => parents[node]).Select(fork => fork.ToArray())];
            int[] rows = new int[parents.Count];
            foreach (int node in forks.SelectMany(fork => fork))
            {
                rows[node] = first++;
            }

            forksOfGroup.Add(forks.Length);
            nodesOfFork.AddRange(forks.Select(fork => fork.Length));
            targets.AddRange(tree.Paths.SelectMany(path => path).Select(node => rows[node]));
        }

        return PackedBatchBuilder.From(batch)
            .LevelOf("fork", "group", forksOfGroup)
            .LevelOf("step_node", "fork", nodesOfFork)
            .Link("step", "step_node", "step_node", [.. targets])
            .Build();
    }
}
