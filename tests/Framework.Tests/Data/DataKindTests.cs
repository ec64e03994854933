using Paragon.Data;
using Paragon.Framework.Tests.Models;

namespace Paragon.Framework.Tests.Data;

public sealed class DataKindTests
{
    [Fact]
    public void Prompts()
    {
        using TemporaryFolder folder = new();
        Assert.Equal(("What?", null), Prompt(Files.One(folder, """{"prompt": "What?"}""")));
    }

    [Theory]
    [InlineData("""{"question": "How many?", "answer": "6 * 7 = <<6*7=42>>42.\n#### 42"}""", 42)]
    [InlineData("""{"question": "How many?", "answer": "#### 1 #### -1,234.5"}""", -1234.5)]
    [InlineData("""{"question": "How many?", "answer": "#### $7."}""", 7)]
    [InlineData("""{"prompt": "How many?", "answer": 3.5}""", 3.5)]
    [InlineData("""{"prompt": "How many?", "answer": "1e3"}""", 1000)]
    public void Questions_with_a_final_answer(string row, double answer)
    {
        using TemporaryFolder folder = new();
        Assert.Equal(("How many?", answer), Prompt(Files.One(folder, row)));
    }

    [Fact]
    public void Completions_and_texts()
    {
        using TemporaryFolder folder = new();
        Assert.Equal(("a", " b"), Text(Files.One(folder, """{"prompt": "a", "completion": " b"}""")));
        Assert.Equal(("", "Once."), Text(Files.One(folder, """{"text": "Once."}""")));
    }

    [Fact]
    public void Unpaired_completions()
    {
        using TemporaryFolder folder = new();
        UnpairedExample[] examples = [.. Files.Read(folder.Write("""{"prompt": "a", "completion": "b", "label": true}""", """{"prompt": "a", "completion": "c", "label": 0}""")).Examples.Cast<UnpairedExample>()];
        Assert.Equal([("b", true), ("c", false)], examples.Select(example => (example.Completion, example.Desirable)));
    }

    [Fact]
    public void Scored_completions_one_by_one_and_in_groups()
    {
        using TemporaryFolder folder = new();
        ScoredExample one = Assert.IsType<ScoredExample>(Files.One(folder, """{"prompt": "a", "completion": "b", "reward": 0.5, "value": 0.25}"""));
        Assert.Equal(("a", "b", 0.5, 0.25), (one.Prompt, Assert.Single(one.Completions), Assert.Single(one.Rewards), one.PromptValue));
        ScoredExample several = Assert.IsType<ScoredExample>(Files.One(folder, """{"prompt": "a", "responses": ["b", "c"], "rewards": [1, -2]}"""));
        Assert.Equal(["b", "c"], several.Completions);
        Assert.Equal([1, -2], several.Rewards);
        Assert.Null(several.PromptValue);
    }

    [Fact]
    public void Preferences_with_a_prompt()
    {
        using TemporaryFolder folder = new();
        Assert.Equal(("a", "b", "c"), Pair(Files.One(folder, """{"prompt": "a", "chosen": "b", "rejected": "c"}""")));
    }

    [Fact]
    public void Whole_dialogues_share_their_prompt()
    {
        using TemporaryFolder folder = new();
        Assert.Equal(
            ("\n\nHuman: Hi\n\nAssistant: Hello\n\nHuman: More\n\nAssistant:", " Yes, a lot", " Yes, no\n\nHuman: Why?\n\nAssistant: So."),
            Pair(Files.One(folder, """{"chosen": "\n\nHuman: Hi\n\nAssistant: Hello\n\nHuman: More\n\nAssistant: Yes, a lot", "rejected": "\n\nHuman: Hi\n\nAssistant: Hello\n\nHuman: More\n\nAssistant: Yes, no\n\nHuman: Why?\n\nAssistant: So."}""")));
    }

    [Fact]
    public void Conversations_become_text_in_a_format()
    {
        using TemporaryFolder folder = new();
        const string Messages = """{"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello"}, {"role": "user", "content": "More"}, {"role": "assistant", "content": "No"}]}""";
        Assert.Equal(
            ("<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\nHello<|im_end|>\n<|im_start|>user\nMore<|im_end|>\n<|im_start|>assistant\n", "No<|im_end|>\n"),
            Text(Files.One(folder, Messages)));
        Assert.Equal(
            ("\n\nHuman: Hi\n\nAssistant: Hello\n\nHuman: More\n\nAssistant:", " No"),
            Text(Files.One(folder, Messages, new DataOptions { Chat = ChatFormat.Dialogue })));
    }

    [Theory]
    [InlineData("""{"prompt": [{"role": "user", "content": "Hi"}], "chosen": [{"role": "assistant", "content": "A"}], "rejected": [{"role": "assistant", "content": "B"}]}""")]
    [InlineData("""{"chosen": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "A"}], "rejected": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "B"}]}""")]
    public void Conversational_preferences(string row)
    {
        using TemporaryFolder folder = new();
        Assert.Equal(("\n\nHuman: Hi\n\nAssistant:", " A", " B"), Pair(Files.One(folder, row, new DataOptions { Chat = ChatFormat.Dialogue })));
    }

    [Fact]
    public void Columns_may_have_other_names()
    {
        using TemporaryFolder folder = new();
        DataOptions options = new() { Columns = new Dictionary<string, string> { ["prompt"] = "instruction", ["completion"] = "output" } };
        Assert.Equal(("a", "b"), Text(Files.One(folder, """{"instruction": "a", "input": "", "output": "b"}""", options)));
        string path = folder.Write("""{"instruction": "a", "output": "b"}""");
        Assert.Contains("Did you mean 'completion'?", Assert.Throws<DataFileException>(() => new DataFile(path, new DataOptions { Columns = new Dictionary<string, string> { ["completions"] = "output" } })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_kind_may_be_given_where_the_columns_allow_several()
    {
        using TemporaryFolder folder = new();
        Assert.Equal(("a", null), Prompt(Files.One(folder, """{"prompt": "a", "completion": "b"}""", new DataOptions { Kind = DataKind.Prompt })));
    }

    [Fact]
    public void A_bad_first_row_does_not_hide_the_kind()
    {
        using TemporaryFolder folder = new();
        (_, DataReport report, DataKind kind) = Files.Read(folder.Write("{", """{"prompt": "a"}""", """{"prompt": "a", "chosen": "b", "rejected": "c"}""", """{"prompt": "a", "chosen": "b", "rejected": "d"}""", """{"prompt": "a", "chosen": "b", "rejected": "e"}"""));
        Assert.Equal(DataKind.Preference, kind);
        Assert.Equal((5, 3), (report.RowsRead, report.RowsAccepted));
    }

    private static (string, double?) Prompt(DataExample example) => (example.Prompt, Assert.IsType<PromptExample>(example).Answer);

    private static (string, string) Text(DataExample example) => (example.Prompt, Assert.IsType<TextExample>(example).Completion);

    private static (string, string, string) Pair(DataExample example) => (example.Prompt, Assert.IsType<PreferenceExample>(example).Chosen, ((PreferenceExample)example).Rejected);
}
