using System.Globalization;

namespace Paragon.Data;

/// <summary>Where a row stands.</summary>
/// <param name="File">Path of the file, as given.</param>
/// <param name="Line">Line from 1.</param>
public readonly record struct DataPlace(string File, long Line)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}");
}

/// <summary>One row of a file, checked.</summary>
/// <param name="Prompt">What the policy is given; empty only where there is none.</param>
/// <param name="Place">Where the row stands.</param>
public abstract record DataExample(string Prompt, DataPlace Place);

/// <summary>Something to complete, perhaps with a known answer.</summary>
/// <param name="Prompt">What the policy is given.</param>
/// <param name="Answer">The final answer, where the row has one.</param>
/// <param name="Solution">The text that the answer was read from.</param>
/// <param name="Place">Where the row stands.</param>
public sealed record PromptExample(string Prompt, double? Answer, string? Solution, DataPlace Place) : DataExample(Prompt, Place);

/// <summary>Something to imitate.</summary>
/// <param name="Prompt">What comes before; not learned.</param>
/// <param name="Completion">What is learned; never empty.</param>
/// <param name="Place">Where the row stands.</param>
public sealed record TextExample(string Prompt, string Completion, DataPlace Place) : DataExample(Prompt, Place);

/// <summary>Two completions of one prompt, of which one was preferred. They differ, and neither is empty.</summary>
/// <param name="Prompt">What both complete.</param>
/// <param name="Chosen">The preferred one.</param>
/// <param name="Rejected">The other.</param>
/// <param name="Place">Where the row stands.</param>
public sealed record PreferenceExample(string Prompt, string Chosen, string Rejected, DataPlace Place) : DataExample(Prompt, Place);

/// <summary>Completions of one prompt with their rewards.</summary>
/// <param name="Prompt">What they complete.</param>
/// <param name="Completions">The completions, at least one; none is empty.</param>
/// <param name="Rewards">Reward of each, finite.</param>
/// <param name="PromptValue">Mean reward of the reference policy's own completions of the prompt, where the row has it.</param>
/// <param name="Place">Where the row stands.</param>
public sealed record ScoredExample(string Prompt, IReadOnlyList<string> Completions, IReadOnlyList<double> Rewards, double? PromptValue, DataPlace Place) : DataExample(Prompt, Place);

/// <summary>A completion that was wanted or not.</summary>
/// <param name="Prompt">What it completes.</param>
/// <param name="Completion">The completion; never empty.</param>
/// <param name="Desirable">Whether it was wanted.</param>
/// <param name="Place">Where the row stands.</param>
public sealed record UnpairedExample(string Prompt, string Completion, bool Desirable, DataPlace Place) : DataExample(Prompt, Place);
