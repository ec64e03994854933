namespace Paragon.Training;

/// <summary>A prompt to complete.</summary>
/// <param name="Tokens">Its ids.</param>
/// <param name="Text">Its text.</param>
/// <param name="Answer">The right answer, for a reward function that compares with it; null where there is none.</param>
/// <param name="Place">Where it comes from, for messages: file and line, or the name of a made task.</param>
public sealed record Prompt(int[] Tokens, string Text, string? Answer, string Place);
