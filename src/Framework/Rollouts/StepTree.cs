namespace Paragon.Rollouts;

/// <summary>Trajectories of one prompt that share their beginnings: a tree of steps, in which a trajectory is a path from a root to a leaf.</summary>
/// <typeparam name="TStep">What a step is.</typeparam>
public sealed class StepTree<TStep>
{
    private readonly List<(int Parent, TStep Step)> _nodes = [];
    private readonly List<int[]> _paths = [];

    /// <summary>Number of steps.</summary>
    public int Count => _nodes.Count;

    /// <summary>Number of the parent of each step, -1 at the roots.</summary>
    public IReadOnlyList<int> Parents => [.. _nodes.Select(node => node.Parent)];

    /// <summary>The trajectories: numbers of their steps, in order.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Paths => _paths;

    /// <summary>Adds a step.</summary>
    /// <param name="parent">Number of the step before it, -1 for none.</param>
    /// <param name="step">The step.</param>
    /// <returns>Its number.</returns>
    public int Add(int parent, TStep step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parent, -1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(parent, _nodes.Count);
        _nodes.Add((parent, step));
        return _nodes.Count - 1;
    }

    /// <summary>A step, by its number.</summary>
    public TStep StepAt(int node) => _nodes[node].Step;

    /// <summary>Ends a trajectory at a step.</summary>
    public void End(int last) => _paths.Add(PathTo(last));

    /// <summary>The steps from the root to one step.</summary>
    public int[] PathTo(int node)
    {
        List<int> path = [];
        for (; node >= 0; node = _nodes[node].Parent)
        {
            path.Add(node);
        }

        path.Reverse();
        return [.. path];
    }
}
