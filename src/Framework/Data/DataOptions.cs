namespace Paragon.Data;

/// <summary>How a file is read.</summary>
public sealed record DataOptions
{
    /// <summary>What its rows hold; told from the columns of the first rows when null.</summary>
    public DataKind? Kind { get; init; }

    /// <summary>Columns under other names: from the convention's name to the file's, "prompt" to "instruction".</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>How conversations become text.</summary>
    public ChatFormat Chat { get; init; } = ChatFormat.ChatMl;

    /// <summary>What stands before the final answer in a solution; "####" as in GSM8K.</summary>
    public string AnswerMarker { get; init; } = "####";

    /// <summary>Refused rows that are borne; one more stops the run. 100 by default.</summary>
    public int RefusalLimit { get; init; } = 100;
}
