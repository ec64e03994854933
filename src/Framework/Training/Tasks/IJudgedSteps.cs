using Paragon.Segmentation;

namespace Paragon.Training;

/// <summary>A reward function of a task whose completions are made of steps, of each of which a program can tell something.</summary>
public interface IJudgedSteps : IRewardFunction
{
    /// <summary>How completions are cut into steps.</summary>
    ISegmenter Steps { get; }

    /// <summary>
    /// What is told of each step, by the name of the column that formulas read: <c>good</c> (TP-GRPO), <c>grounding</c> (SPA-RL),
    /// <c>process_reward</c> (Clip and Delta), <c>format_score</c> (PORTool). It depends on the steps up to it alone.
    /// </summary>
    IReadOnlyList<SegmentFeature> StepFeatures { get; }

    /// <summary>Critics of the steps, and what the reward must reach for them to count (G-RA); null where there are none.</summary>
    SegmentCritics? Critics => null;
}
