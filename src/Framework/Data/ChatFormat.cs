namespace Paragon.Data;

/// <summary>One turn of a conversation.</summary>
/// <param name="Role">system, user, assistant or tool.</param>
/// <param name="Content">What was said.</param>
public sealed record ChatMessage(string Role, string Content);

/// <summary>How a conversation becomes text: each turn is its header, the content, and an end.</summary>
/// <param name="Name">Name for messages and logs.</param>
/// <param name="Headers">What opens a turn, by role; a role that is absent is refused.</param>
/// <param name="Lead">What stands between the header and the content.</param>
/// <param name="End">What closes a turn.</param>
/// <remarks>
/// A prompt ends with the header of the assistant's turn; a completion is the lead, the content and the end of that
/// turn. A model with a chat template of its own is best given data that was rendered with it.
/// </remarks>
public sealed record ChatFormat(string Name, IReadOnlyDictionary<string, string> Headers, string Lead, string End)
{
    /// <summary>The role that the policy plays.</summary>
    public const string Assistant = "assistant";

    /// <summary>ChatML, the format of the Qwen family: <c>&lt;|im_start|&gt;user\nHello&lt;|im_end|&gt;\n</c>.</summary>
    public static ChatFormat ChatMl { get; } = new(
        "ChatML",
        new Dictionary<string, string>
        {
            ["system"] = "<|im_start|>system\n",
            ["user"] = "<|im_start|>user\n",
            [Assistant] = "<|im_start|>assistant\n",
            ["tool"] = "<|im_start|>tool\n",
        },
        "",
        "<|im_end|>\n");

    /// <summary>Plain dialogue, the format of hh-rlhf: <c>\n\nHuman: Hello\n\nAssistant: Hi</c>. It has no system or tool turns.</summary>
    public static ChatFormat Dialogue { get; } = new(
        "dialogue", new Dictionary<string, string> { ["user"] = "\n\nHuman:", [Assistant] = "\n\nAssistant:" }, " ", "");

    /// <summary>The text before the assistant speaks.</summary>
    /// <param name="turns">The turns so far.</param>
    public string Prompt(IEnumerable<ChatMessage> turns) => string.Concat(turns.Select(Turn)) + Headers[Assistant];

    /// <summary>What the assistant says, and the turns after it if there are any.</summary>
    /// <param name="turns">At least one; the first is the assistant's.</param>
    public string Completion(IReadOnlyList<ChatMessage> turns) => Turn(turns[0])[Headers[Assistant].Length..] + string.Concat(turns.Skip(1).Select(Turn));

    private string Turn(ChatMessage turn) => Headers[turn.Role] + Lead + turn.Content + End;
}
