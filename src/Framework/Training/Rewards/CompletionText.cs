namespace Paragon.Training;

/// <summary>A sampled completion as a reward function sees it.</summary>
/// <param name="Text">The text. Special tokens have none, so it can be shorter than the tokens say.</param>
/// <param name="Tokens">Number of tokens, without the one that ended it.</param>
/// <param name="Stopped">Whether it ended by itself, not at the maximum length.</param>
public sealed record CompletionText(string Text, int Tokens, bool Stopped);
