namespace Paragon.Models;

/// <summary>A prompt and one completion of it, as token ids.</summary>
/// <param name="Prompt">Ids that are given; at least one where the completion has any (a beginning-of-text id, for example).</param>
/// <param name="Completion">Ids whose probability is asked, the end-of-text id included if the text ended. May be empty.</param>
public sealed record TokenizedCompletion(int[] Prompt, int[] Completion)
{
    internal int Length => Prompt.Length + Completion.Length;

    internal int this[int position] => position < Prompt.Length ? Prompt[position] : Completion[position - Prompt.Length];
}
