namespace Paragon.Experiments;

/// <summary>The smallest honest experiment of a method: what its paper claims, at a size that a laptop runs in a minute or two.</summary>
/// <remarks>
/// It trains with the method's own formulas, on the framework's own parts, and what the method's card says must be observed stands
/// in it as claims with a condition. A claim that does not hold is reported like one that does.
/// </remarks>
public interface IExperiment
{
    /// <summary>Name in the tool, as a rule that of the objective: `paragon reproduce NAME`.</summary>
    string Name { get; }

    /// <summary>Paper, with its year.</summary>
    string Source { get; }

    /// <summary>What is run, in two or three sentences: task, policy, sizes, what is compared.</summary>
    string Summary { get; }

    /// <summary>The seeds it runs with unless others are asked for.</summary>
    IReadOnlyList<int> Seeds { get; }

    /// <summary>Runs it.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    ExperimentReport Run(ExperimentRun run);
}
