namespace Paragon.Data;

/// <summary>Whole dialogues as text with "\n\nHuman:" and "\n\nAssistant:" turns, as in hh-rlhf.</summary>
internal static class Dialogue
{
    private const string Assistant = "\n\nAssistant:";

    /// <summary>
    /// Parts two dialogues: the prompt is what they share up to and with the last "\n\nAssistant:"; the completions are
    /// the rest of each.
    /// </summary>
    public static (string Prompt, string Chosen, string Rejected) Split(string chosen, string rejected)
    {
        int shared = chosen.AsSpan().CommonPrefixLength(rejected);
        int turn = chosen.AsSpan(0, shared).LastIndexOf(Assistant, StringComparison.Ordinal);
        if (turn < 0)
        {
            throw new RowRefusedException(
                DataRefusalReason.BadDialogue,
                "chosen and rejected share no beginning that ends with '\\n\\nAssistant:', so the prompt is unknown; add a column 'prompt', or write both as whole dialogues.");
        }

        int start = turn + Assistant.Length;
        return (chosen[..start], chosen[start..], rejected[start..]);
    }
}
