namespace Paragon.Training;

/// <summary>A reward that a program can verify: what a completion of a prompt is worth.</summary>
public interface IRewardFunction
{
    /// <summary>Name in messages.</summary>
    string Name { get; }

    /// <summary>Smallest value that it may return; checked at every call.</summary>
    double Minimum { get; }

    /// <summary>Largest value that it may return; checked at every call.</summary>
    double Maximum { get; }

    /// <summary>The reward of a completion, or why there is none. A wrong or unreadable answer is a low reward, not a failure.</summary>
    /// <param name="prompt">The prompt, with its right answer where it has one.</param>
    /// <param name="completion">The completion.</param>
    Feature Evaluate(Prompt prompt, CompletionText completion);
}

/// <summary>Calls reward functions and holds them to their ranges.</summary>
internal static class CheckedReward
{
    /// <exception cref="TrainingException">The value is outside the declared range.</exception>
    internal static Feature Of(IRewardFunction reward, Prompt prompt, CompletionText completion)
    {
        Feature feature = reward.Evaluate(prompt, completion);
        return feature.Failure is not null || (feature.Value >= reward.Minimum && feature.Value <= reward.Maximum)
            ? feature
            : throw new TrainingException($"'{reward.Name}' returned {feature.Value} for the completion '{completion.Text}', outside its declared range [{reward.Minimum}, {reward.Maximum}]. Correct the function or its range; where it cannot tell, it returns Feature.Failed(reason).");
    }
}
