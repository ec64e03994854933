namespace Paragon.Training;

/// <summary>How completions are drawn and used.</summary>
public sealed record OnPolicyOptions
{
    /// <summary>Rollouts of the run. Default: 100.</summary>
    public int Steps { get; init; } = 100;

    /// <summary>Prompts of one rollout. Default: 16.</summary>
    public int Prompts { get; init; } = 16;

    /// <summary>Completions of each prompt: the group. Default: 8.</summary>
    public int GroupSize { get; init; } = 8;

    /// <summary>Most tokens of a completion. Default: 64.</summary>
    public int MaximumNewTokens { get; init; } = 64;

    /// <summary>Times that a rollout is used. Default: 1.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>Updates that each use is divided into, by whole groups. Default: 1.</summary>
    public int MiniBatches { get; init; } = 1;

    /// <summary>
    /// How often other prompts may be drawn in the place of those whose completions all have one reward (dynamic sampling,
    /// Yu et al. 2025). 0, the default, keeps every prompt.
    /// </summary>
    public int Redraws { get; init; }

    /// <summary>Rollouts before the run's own from which the reward model alone learns, the policy staying as it is. Default: 0.</summary>
    public int RewardModelSteps { get; init; }

    /// <summary>Completions of the reference policy for each prompt, where formulas compare with them. Default: 10, PAR's.</summary>
    public int References { get; init; } = 10;

    /// <summary>Tokens of a step where completions are drawn as trees of steps (PORTool). Default: 1.</summary>
    public int StepTokens { get; init; } = 1;

    /// <summary>Completions from the end of each step by which its value is estimated, where formulas read such values (PAV). Default: 8, the paper's.</summary>
    public int Continuations { get; init; } = 8;

    /// <summary>Updates of the policy in the whole run.</summary>
    public int Updates => Steps * Epochs * MiniBatches;

    /// <summary>Checks the values.</summary>
    /// <exception cref="TrainingException">One is out of its range; the message names it.</exception>
    public void Validate()
    {
        AtLeast(1, Steps, "steps");
        AtLeast(1, Prompts, "prompts of a step");
        AtLeast(1, GroupSize, "completions of a prompt");
        AtLeast(1, MaximumNewTokens, "tokens of a completion");
        AtLeast(1, Epochs, "uses of a rollout");
        AtLeast(1, MiniBatches, "mini-batches");
        AtLeast(1, References, "completions of the reference policy");
        AtLeast(1, StepTokens, "tokens of a step");
        AtLeast(1, Continuations, "completions from the end of a step");
        AtLeast(0, Redraws, "redraws");
        AtLeast(0, RewardModelSteps, "steps of the reward model alone");
        if (MiniBatches > Prompts)
        {
            throw new TrainingException($"{MiniBatches} mini-batches cannot be made of {Prompts} prompts, since a group stays whole. Use at most {Prompts}.");
        }
    }

    private static void AtLeast(int least, int value, string what)
    {
        if (value < least)
        {
            throw new TrainingException($"The number of {what} is {value}; it must be at least {least}.");
        }
    }
}
