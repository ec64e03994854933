using System.Text.Json;

namespace Paragon.Data;

/// <summary>The columns of one row, each read or refused.</summary>
internal readonly struct Row(JsonElement columns, DataOptions options)
{
    /// <summary>Whether a column is there and not null.</summary>
    public bool Has(string column) => columns.TryGetProperty(Actual(column), out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>Whether a column holds turns of a conversation.</summary>
    public bool IsConversation(string column) => Value(column).ValueKind == JsonValueKind.Array;

    /// <summary>A text that is not blank.</summary>
    public string Text(string column)
    {
        JsonElement value = Value(column);
        if (value.ValueKind != JsonValueKind.String)
        {
            throw Wrong(column, "a text", value);
        }

        string text = Decoded(value, column);
        return string.IsNullOrWhiteSpace(text) ? throw new RowRefusedException(DataRefusalReason.Empty, $"'{Actual(column)}' is empty.") : text;
    }

    /// <summary>A truth value: true or false, or 1 or 0.</summary>
    public bool Flag(string column)
    {
        JsonElement value = Value(column);
        return value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number when value.TryGetDouble(out double number) && number is 0 or 1 => number == 1,
            _ => throw Wrong(column, "true or false (or 1 or 0)", value),
        };
    }

    /// <summary>A finite number.</summary>
    public double Number(string column) => Finite(column, Value(column));

    /// <summary>A list of finite numbers.</summary>
    public IReadOnlyList<double> Numbers(string column)
    {
        List<double> numbers = [];
        foreach (JsonElement value in List(column, "numbers"))
        {
            numbers.Add(Finite($"{column}[{numbers.Count}]", value));
        }

        return numbers;
    }

    /// <summary>A list of texts that are not blank, at least one.</summary>
    public IReadOnlyList<string> Texts(string column)
    {
        List<string> texts = [];
        foreach (JsonElement value in List(column, "texts"))
        {
            string place = $"{column}[{texts.Count}]";
            string text = value.ValueKind == JsonValueKind.String ? Decoded(value, place) : throw Wrong(place, "a text", value);
            texts.Add(string.IsNullOrWhiteSpace(text) ? throw new RowRefusedException(DataRefusalReason.Empty, $"'{place}' is empty.") : text);
        }

        return texts.Count > 0 ? texts : throw new RowRefusedException(DataRefusalReason.Empty, $"'{Actual(column)}' has no entries.");
    }

    /// <summary>A final answer, as a number or as a text that ends with one; with the text.</summary>
    public (double Answer, string Solution) Answer(string column)
    {
        JsonElement value = Value(column);
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number))
        {
            return (number, value.GetRawText());
        }

        string text = Text(column);
        return FinalAnswer.Of(text, options.AnswerMarker) is { } answer
            ? (answer, text)
            : throw new RowRefusedException(DataRefusalReason.NoAnswer, $"'{Actual(column)}' does not end with '{options.AnswerMarker}' and a number, and is none itself.");
    }

    /// <summary>The turns of a conversation, at least one.</summary>
    public IReadOnlyList<ChatMessage> Messages(string column)
    {
        JsonElement value = Value(column);
        if (value.ValueKind != JsonValueKind.Array)
        {
            throw Wrong(column, "a list of messages", value);
        }

        List<ChatMessage> messages = [];
        foreach (JsonElement message in value.EnumerateArray())
        {
            messages.Add(Message(column, message, messages.Count));
        }

        return messages.Count > 0 ? messages : throw new RowRefusedException(DataRefusalReason.Empty, $"'{Actual(column)}' has no messages.");
    }

    private ChatMessage Message(string column, JsonElement message, int index)
    {
        string place = $"{column}[{index}]";
        string role = Part("role");
        return options.Chat.Headers.ContainsKey(role)
            ? new ChatMessage(role, Part("content"))
            : throw new RowRefusedException(DataRefusalReason.BadDialogue, $"'{place}' has the role '{role}'; the format {options.Chat.Name} knows {string.Join(", ", options.Chat.Headers.Keys)}.");

        string Part(string name) =>
            message.ValueKind == JsonValueKind.Object && message.TryGetProperty(name, out JsonElement part) && part.ValueKind == JsonValueKind.String
                ? Decoded(part, place)
                : throw new RowRefusedException(DataRefusalReason.WrongType, $"'{place}' has no text '{name}'; a message is {{\"role\": ..., \"content\": ...}}.");
    }

    private JsonElement.ArrayEnumerator List(string column, string of)
    {
        JsonElement value = Value(column);
        return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : throw Wrong(column, $"a list of {of}", value);
    }

    private double Finite(string column, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number) ? number : throw Wrong(column, "a finite number", value);

    private JsonElement Value(string column) => Has(column)
        ? columns.GetProperty(Actual(column))
        : throw new RowRefusedException(DataRefusalReason.MissingColumn, $"The row has no '{Actual(column)}'; it has {Names()}.");

    private string Names()
    {
        string names = string.Join(", ", columns.EnumerateObject().Select(static column => column.Name).Take(12));
        return names.Length == 0 ? "nothing" : names;
    }

    private RowRefusedException Wrong(string column, string expected, JsonElement value) =>
        new(DataRefusalReason.WrongType, $"'{Actual(column)}' is {value.ValueKind switch
        {
            JsonValueKind.Number => "a number",
            JsonValueKind.String => "a text",
            JsonValueKind.Array => "a list",
            JsonValueKind.Object => "an object",
            _ => value.GetRawText(),
        }}; it must be {expected}.");

    // "\ud800" is valid JSON and no text: half of a pair.
    private static string Decoded(JsonElement value, string column)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new RowRefusedException(DataRefusalReason.NotUtf8, $"'{column}' holds half of a surrogate pair, which is no character.");
        }
    }

    private string Actual(string column) => options.Columns.TryGetValue(column, out string? actual) ? actual : column;
}
