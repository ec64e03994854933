namespace Paragon.Rollouts;

/// <summary>Trees of rollouts as levels of a batch.</summary>
public static class StepTreeBatches
{
    /// <summary>
    /// Adds the steps of each group's tree (level <c>step_node</c>), the places where they were tried (level <c>fork</c>, one for the
    /// steps of each parent, and the link of that name), and the link <c>step_node</c> from each step of a trajectory to the tree's.
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

        List<int> forksOfGroup = [], forks = [], nodes = [];
        int firstFork = 0, firstNode = 0;
        foreach (StepTree<TStep> tree in trees)
        {
            int[] parents = [.. tree.Parents.Distinct()];
            forks.AddRange(tree.Parents.Select(parent => firstFork + Array.IndexOf(parents, parent)));
            nodes.AddRange(tree.Paths.SelectMany(path => path).Select(node => firstNode + node));
            forksOfGroup.Add(parents.Length);
            firstFork += parents.Length;
            firstNode += tree.Count;
        }

        return PackedBatchBuilder.From(batch)
            .LevelOf("fork", "group", forksOfGroup)
            .LevelOf("step_node", "group", trees.Select(tree => tree.Count))
            .Link("step_node", "fork", "fork", [.. forks])
            .Link("step", "step_node", "step_node", [.. nodes])
            .Build();
    }
}
