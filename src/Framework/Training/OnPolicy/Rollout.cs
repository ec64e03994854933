using Paragon.Models;

namespace Paragon.Training;

/// <summary>One completion that was drawn and rewarded.</summary>
/// <param name="Prompt">The prompt.</param>
/// <param name="Text">Text of the completion, without the end-of-text mark.</param>
/// <param name="Sequence">Prompt and completion as ids.</param>
/// <param name="LogProbabilities">log-probability that the sampler reported for each token.</param>
/// <param name="Stopped">Whether the completion ended by itself, not at the maximum length.</param>
/// <param name="Reward">The reward.</param>
public sealed record Rollout(Prompt Prompt, string Text, TokenizedCompletion Sequence, double[] LogProbabilities, bool Stopped, double Reward)
{
    /// <summary>Numbers of its steps in the tree of its group; none where completions are drawn one by one.</summary>
    public IReadOnlyList<int> Nodes { get; init; } = [];

    /// <summary>Values of the objective's features, by the name of their column.</summary>
    public IReadOnlyDictionary<string, double> Features { get; init; } = new Dictionary<string, double>();
}
