using Paragon.Data;
using Paragon.Framework.Tests.Models;

namespace Paragon.Framework.Tests.Data;

public sealed class RealDataTests
{
    [Fact]
    public void All_pairs_of_hh_rlhf_are_read_or_refused_with_a_reason()
    {
        (IReadOnlyList<DataExample> examples, DataReport report, DataKind kind) = Files.Read(SharedFiles.Require("data/hh-rlhf/harmless-base-test.jsonl.gz"));
        Assert.Equal(DataKind.Preference, kind);
        Assert.Equal((2312, 2308), (report.RowsRead, report.RowsAccepted));
        Assert.Equal([KeyValuePair.Create(DataRefusalReason.Empty, 4L)], report.Refused);
        Assert.All(examples.Cast<PreferenceExample>(), pair =>
        {
            Assert.StartsWith("\n\nHuman:", pair.Prompt, StringComparison.Ordinal);
            Assert.EndsWith("\n\nAssistant:", pair.Prompt, StringComparison.Ordinal);
            Assert.DoesNotContain("\n\nHuman:", pair.Chosen, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("train", 7473)]
    [InlineData("test", 1319)]
    public void All_tasks_of_gsm8k_are_read_with_their_answers(string part, int rows)
    {
        (IReadOnlyList<DataExample> examples, DataReport report, DataKind kind) = Files.Read(SharedFiles.Require($"data/gsm8k/{part}.jsonl"));
        Assert.Equal(DataKind.Answer, kind);
        Assert.Equal((rows, rows), (report.RowsRead, report.RowsAccepted));
        Assert.All(examples.Cast<PromptExample>(), task => Assert.True(task.Answer is { } answer && double.IsFinite(answer)));
    }
}
