using Paragon.Segmentation;

namespace Paragon.Training;

/// <summary>The levels of steps that formulas read, cut and judged as a task says.</summary>
internal static class TaskSteps
{
    /// <summary>Names of levels that stand for the steps of a completion.</summary>
    internal static readonly string[] Levels = ["step", "turn", "segment"];

    /// <summary>The levels that are read, each with what is read of its segments; lines where the task has no steps of its own.</summary>
    /// <param name="chain">The objective, with those before it.</param>
    /// <param name="reward">The reward function of the task.</param>
    internal static IReadOnlyList<SegmentedLevel> Of(ShapingChain chain, IRewardFunction reward)
    {
        IEnumerable<string> read = Levels.Where(chain.Inputs.Levels.Contains);
        return reward is IJudgedSteps task
            ? [.. read.Select(level => new SegmentedLevel(level, task.Steps)
            {
                Features = [.. task.StepFeatures.Where(feature => IsRead(chain.Inputs, level, feature.Column))],
                Critics = level == "turn" && SegmentCritics.Levels.Any(chain.Inputs.Levels.Contains) ? task.Critics : null,
            })]
            : [.. read.Except(chain.Segments.Select(level => level.Level)).Select(level => new SegmentedLevel(level, new SeparatorSegmenter("\n")))];
    }

    private static bool IsRead(ObjectiveInputs inputs, string level, string column) =>
        inputs.Reads(level, column) || (level == StepTrees.Steps && inputs.Reads(StepTrees.Level, column));
}
