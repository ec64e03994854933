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
