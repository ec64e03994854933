namespace Paragon.Algorithms;

/// <summary>How the trajectories through a step of a tree make its reward.</summary>
public enum DescendantAggregate
{
    /// <summary>The best of them: one that succeeds clears the step.</summary>
    Max,

    /// <summary>Their mean: the value of the step's prefix.</summary>
    Mean,
}
