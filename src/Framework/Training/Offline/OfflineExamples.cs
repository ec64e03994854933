using Paragon.Models;

namespace Paragon.Training;

/// <summary>Two completions of one prompt, of which one was preferred.</summary>
/// <param name="Chosen">The preferred one.</param>
/// <param name="Rejected">The other.</param>
public sealed record Comparison(TokenizedCompletion Chosen, TokenizedCompletion Rejected);

/// <summary>A completion that was judged by itself.</summary>
/// <param name="Sequence">Prompt and completion.</param>
/// <param name="Desirable">Whether it was judged good.</param>
public sealed record Judgement(TokenizedCompletion Sequence, bool Desirable);

/// <summary>Completions of one prompt with rewards that others gave them.</summary>
/// <param name="Completions">Prompt and completion of each, at least one.</param>
/// <param name="Rewards">Reward of each.</param>
/// <param name="PromptValue">Mean reward of the reference policy's own completions of the prompt, where it is known.</param>
/// <param name="Place">Where they come from, for messages.</param>
public sealed record ScoredCompletions(IReadOnlyList<TokenizedCompletion> Completions, IReadOnlyList<double> Rewards, double? PromptValue, string Place);
