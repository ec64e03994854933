using System.Text;
using Paragon.Data;
using Paragon.Framework.Tests.Models;

namespace Paragon.Framework.Tests.Data;

public sealed class DataRefusalTests
{
    private const string Pair = """{"prompt": "a", "chosen": "b", "rejected": "c"}""";
    private const string Task = """{"question": "a", "answer": "#### 1"}""";
    private const string Chat = """{"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]}""";
    private const string Scored = """{"prompt": "a", "completion": "b", "reward": 1}""";
    private const string Group = """{"prompt": "a", "responses": ["b"], "rewards": [1]}""";
    private const string Unpaired = """{"prompt": "a", "completion": "b", "label": true}""";

    [Theory]
    [InlineData(Pair, """{"prompt": "a", "chosen": "b", "rejected": "c" """, DataRefusalReason.NotJson, "The line is no JSON object")]
    [InlineData(Pair, """{"prompt": "a", "prompt": "b", "chosen": "b", "rejected": "c"}""", DataRefusalReason.NotJson, "Duplicate")]
    [InlineData(Pair, """["a", "b", "c"]""", DataRefusalReason.NotAnObject, "no object")]
    [InlineData(Pair, """{"prompt": "a", "chosen": "b", "rejection": "c"}""", DataRefusalReason.MissingColumn, "no 'rejected'; it has prompt, chosen, rejection")]
    [InlineData(Pair, """{"prompt": "a", "chosen": null, "rejected": "c"}""", DataRefusalReason.MissingColumn, "no 'chosen'")]
    [InlineData(Pair, """{"prompt": 1, "chosen": "b", "rejected": "c"}""", DataRefusalReason.WrongType, "'prompt' is a number; it must be a text")]
    [InlineData(Pair, """{"prompt": "a", "chosen": " \n", "rejected": "c"}""", DataRefusalReason.Empty, "'chosen' is empty")]
    [InlineData(Pair, """{"prompt": "a", "chosen": "b", "rejected": "b"}""", DataRefusalReason.NoPreference, "the same")]
    [InlineData(Pair, """{"prompt": "\ud800", "chosen": "b", "rejected": "c"}""", DataRefusalReason.NotUtf8, "surrogate")]
    [InlineData(Pair, """{"chosen": "b", "rejected": "c"}""", DataRefusalReason.BadDialogue, "share no beginning")]
    [InlineData(Pair, """{"chosen": "\n\nHuman: x\n\nAssistant: y", "rejected": "\n\nHuman: x\n\nAssistant:"}""", DataRefusalReason.Empty, "The rejected completion is empty")]
    [InlineData(Task, """{"question": "a", "answer": "#### many"}""", DataRefusalReason.NoAnswer, "'####' and a number")]
    [InlineData(Task, """{"question": "a", "answer": "#### 1e999"}""", DataRefusalReason.NoAnswer, "number")]
    [InlineData(Task, """{"question": "a", "answer": true}""", DataRefusalReason.WrongType, "'answer' is true; it must be a text")]
    [InlineData(Unpaired, """{"prompt": "a", "completion": "b", "label": "yes"}""", DataRefusalReason.WrongType, "true or false")]
    [InlineData(Unpaired, """{"prompt": "a", "completion": "b", "label": 2}""", DataRefusalReason.WrongType, "true or false")]
    [InlineData(Scored, """{"prompt": "a", "completion": "b", "reward": "1"}""", DataRefusalReason.WrongType, "'reward' is a text; it must be a finite number")]
    [InlineData(Scored, """{"prompt": "a", "completion": "b", "reward": 1e999}""", DataRefusalReason.WrongType, "'reward' is a number; it must be a finite number")]
    [InlineData(Scored, """{"prompt": "a", "completion": "b", "reward": 1, "value": []}""", DataRefusalReason.WrongType, "'value' is a list")]
    [InlineData(Group, """{"prompt": "a", "responses": ["b", "c"], "rewards": [1]}""", DataRefusalReason.WrongType, "2 entries and 'rewards' 1")]
    [InlineData(Group, """{"prompt": "a", "responses": [], "rewards": []}""", DataRefusalReason.Empty, "'responses' has no entries")]
    [InlineData(Group, """{"prompt": "a", "responses": ["b", " "], "rewards": [1, 2]}""", DataRefusalReason.Empty, "'responses[1]' is empty")]
    [InlineData(Chat, """{"messages": []}""", DataRefusalReason.Empty, "no messages")]
    [InlineData(Chat, """{"messages": "a"}""", DataRefusalReason.WrongType, "a list of messages")]
    [InlineData(Chat, """{"messages": [{"role": "user"}]}""", DataRefusalReason.WrongType, "'messages[0]' has no text 'content'")]
    [InlineData(Chat, """{"messages": [{"role": "robot", "content": "a"}]}""", DataRefusalReason.BadDialogue, "the role 'robot'; the format ChatML knows system, user, assistant, tool")]
    [InlineData(Chat, """{"messages": [{"role": "user", "content": "a"}]}""", DataRefusalReason.BadDialogue, "The last message is of the user")]
    [InlineData(Chat, """{"messages": [{"role": "assistant", "content": ""}]}""", DataRefusalReason.Empty, "says nothing")]
    public void A_bad_row_is_counted_with_its_line_and_reason(string good, string bad, DataRefusalReason reason, string message)
    {
        DataRefusal refusal = Files.Refused(good, bad);
        Assert.Equal(reason, refusal.Reason);
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        using TemporaryFolder folder = new();
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Pair + "\n{\"prompt\": \""), 0xFF, .. Encoding.UTF8.GetBytes("\", \"chosen\": \"b\", \"rejected\": \"c\"}")];
        DataReport report = Files.Read(folder.Write(bytes)).Report;
        Assert.Equal(1, report.Refused[DataRefusalReason.NotUtf8]);
    }

    [Fact]
    public void Blank_lines_line_ends_and_a_byte_order_mark_are_no_rows()
    {
        using TemporaryFolder folder = new();
        (IReadOnlyList<DataExample> examples, DataReport report, _) = Files.Read(folder.Write([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes($"\r\n{Pair}\r\n \t\n{Pair}\n\n")]));
        Assert.Equal((2, 0), (report.RowsRead, report.RowsRefused));
        Assert.Equal([2, 4], examples.Select(example => example.Place.Line));
    }

    [Fact]
    public void Too_many_bad_rows_stop_the_run_and_are_summed_up()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write([Pair, Pair, Pair, "{", "[]", "{", Pair]);
        Assert.Equal("7 rows read, 4 accepted, 3 refused: 2 NotJson, 1 NotAnObject.", Files.Read(path, new DataOptions { RefusalLimit = 3 }).Report.ToString().Split('\n')[0]);
        DataFileException stop = Assert.Throws<DataFileException>(() => Files.Read(path, new DataOptions { RefusalLimit = 2 }));
        Assert.Contains("More than 2 rows", stop.Message, StringComparison.Ordinal);
        Assert.Contains($"{path}:5: The line is JSON but no object", stop.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "has no rows")]
    [InlineData("\n \n", "has no rows")]
    [InlineData("[\n{\"prompt\": \"a\"}\n]", "gave no example")]
    [InlineData("hello", "None of the first lines")]
    [InlineData("{\"promt\": \"a\"}", "(promt) make no kind of data that is known: chosen + rejected (Preference);")]
    [InlineData("{\"prompt\": \"\"}", "gave no example of kind Prompt: 1 rows read, 0 accepted, 1 refused: 1 Empty")]
    [InlineData("PAR1....", "Parquet")]
    public void A_file_without_examples_is_an_error_that_says_why(string content, string message)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write(Encoding.UTF8.GetBytes(content));
        DataOptions options = content.StartsWith('[') ? new DataOptions { Kind = DataKind.Text } : new DataOptions();
        Assert.Contains(message, Assert.Throws<DataFileException>(() => Files.Read(path, options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        using TemporaryFolder folder = new();
        Assert.Contains(folder.File("none.jsonl"), Assert.Throws<DataFileException>(() => new DataFile(folder.File("none.jsonl"))).Message, StringComparison.Ordinal);
        Assert.Throws<DataFileException>(() => new DataFile(folder.Path));
    }

    [Fact]
    public void Another_kind_than_needed_is_an_error()
    {
        using TemporaryFolder folder = new();
        DataFile file = new(folder.Write(Task));
        DataFileException error = Assert.Throws<DataFileException>(() => file.Read<PreferenceExample>(new DataReport()));
        Assert.Contains("holds rows of kind Answer, which give PromptExample; needed is PreferenceExample", error.Message, StringComparison.Ordinal);
    }
}
