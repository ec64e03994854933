namespace Paragon.Data;

/// <summary>Rows of each kind as examples.</summary>
internal sealed class RowReader(DataKind kind, DataOptions options)
{
    private readonly ChatFormat _chat = options.Chat;

    public DataExample Read(Row row, DataPlace place) => kind switch
    {
        DataKind.Prompt => new PromptExample(Prompt(row), null, null, place),
        DataKind.Answer => Answer(row, place),
        DataKind.Completion => new TextExample(Prompt(row), Completion(row, "completion"), place),
        DataKind.Messages => Conversation(row, place),
        DataKind.Text => new TextExample("", row.Text("text"), place),
        DataKind.Scored => Scored(row, place),
        DataKind.Unpaired => new UnpairedExample(Prompt(row), Completion(row, "completion"), row.Flag("label"), place),
        _ => Preference(row, place),
    };

    private PromptExample Answer(Row row, DataPlace place)
    {
        string prompt = row.Has("prompt") ? Prompt(row) : row.Text("question");
        (double answer, string solution) = row.Answer("answer");
        return new PromptExample(prompt, answer, solution, place);
    }

    private TextExample Conversation(Row row, DataPlace place)
    {
        IReadOnlyList<ChatMessage> messages = row.Messages("messages");
        return messages[^1].Role == ChatFormat.Assistant
            ? new TextExample(_chat.Prompt(messages.SkipLast(1)), Said(messages, messages.Count - 1, "messages"), place)
            : throw new RowRefusedException(DataRefusalReason.BadDialogue, $"The last message is of the {messages[^1].Role}; there is nothing of the assistant's to learn.");
    }

    private ScoredExample Scored(Row row, DataPlace place)
    {
        double? value = row.Has(DataColumns.Value) ? row.Number(DataColumns.Value) : null;
        if (!row.Has("responses"))
        {
            return new ScoredExample(Prompt(row), [Completion(row, "completion")], [row.Number("reward")], value, place);
        }

        (IReadOnlyList<string> responses, IReadOnlyList<double> rewards) = (row.Texts("responses"), row.Numbers("rewards"));
        return responses.Count == rewards.Count
            ? new ScoredExample(Prompt(row), responses, rewards, value, place)
            : throw new RowRefusedException(DataRefusalReason.WrongType, $"'responses' has {responses.Count} entries and 'rewards' {rewards.Count}; there must be one reward for each response.");
    }

    private PreferenceExample Preference(Row row, DataPlace place)
    {
        (string prompt, string chosen, string rejected) = row switch
        {
            _ when row.IsConversation("chosen") => Conversations(row),
            _ when row.Has("prompt") => (Prompt(row), row.Text("chosen"), row.Text("rejected")),
            _ => Dialogue.Split(row.Text("chosen"), row.Text("rejected")),
        };
        if (chosen == rejected)
        {
            throw new RowRefusedException(DataRefusalReason.NoPreference, "chosen and rejected are the same; there is no preference to learn.");
        }

        return string.IsNullOrWhiteSpace(chosen) || string.IsNullOrWhiteSpace(rejected)
            ? throw new RowRefusedException(DataRefusalReason.Empty, $"The {(string.IsNullOrWhiteSpace(chosen) ? "chosen" : "rejected")} completion is empty after the prompt.")
            : new PreferenceExample(prompt, chosen, rejected, place);
    }

    // Completions begin with the assistant; whole conversations share a beginning, which then is the prompt.
    private (string Prompt, string Chosen, string Rejected) Conversations(Row row)
    {
        IReadOnlyList<ChatMessage> chosen = row.Messages("chosen"), rejected = row.Messages("rejected");
        if (chosen[0].Role == ChatFormat.Assistant && rejected[0].Role == ChatFormat.Assistant)
        {
            return (Prompt(row), Said(chosen, 0, "chosen"), Said(rejected, 0, "rejected"));
        }

        int shared = chosen.Zip(rejected).TakeWhile(pair => pair.First == pair.Second).Count();
        if (chosen.SequenceEqual(rejected))
        {
            throw new RowRefusedException(DataRefusalReason.NoPreference, "chosen and rejected are the same; there is no preference to learn.");
        }

        return (_chat.Prompt(chosen.Take(shared)), Said(chosen, shared, "chosen"), Said(rejected, shared, "rejected"));
    }

    private string Prompt(Row row)
    {
        if (!row.IsConversation("prompt"))
        {
            return row.Text("prompt");
        }

        IReadOnlyList<ChatMessage> messages = row.Messages("prompt");
        return messages[^1].Role != ChatFormat.Assistant
            ? _chat.Prompt(messages)
            : throw new RowRefusedException(DataRefusalReason.BadDialogue, "The last message of 'prompt' is the assistant's; a prompt ends before the assistant speaks.");
    }

    private string Completion(Row row, string column) =>
        row.IsConversation(column) ? Said(row.Messages(column), 0, column) : row.Text(column);

    private string Said(IReadOnlyList<ChatMessage> messages, int from, string column)
    {
        if (from == messages.Count || messages[from].Role != ChatFormat.Assistant)
        {
            throw new RowRefusedException(DataRefusalReason.BadDialogue, $"After the prompt, '{column}' has no turn of the assistant's.");
        }

        return string.IsNullOrWhiteSpace(messages[from].Content)
            ? throw new RowRefusedException(DataRefusalReason.Empty, $"'{column}[{from}]' says nothing.")
            : _chat.Completion([.. messages.Skip(from)]);
    }
}
