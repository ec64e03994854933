using System.Text;
using CsCheck;
using Paragon.Data;
using Paragon.Framework.Tests.Models;

namespace Paragon.Framework.Tests.Data;

public sealed class DataFuzzTests
{
    private static readonly string[] s_rows =
    [
        """{"prompt": "a", "chosen": "b", "rejected": "c"}""",
        """{"prompt": [{"role": "user", "content": "a"}], "chosen": [{"role": "assistant", "content": "b"}], "rejected": [{"role": "assistant", "content": "c"}]}""",
        """{"chosen": "\n\nHuman: a\n\nAssistant: b", "rejected": "\n\nHuman: a\n\nAssistant: c"}""",
        """{"question": "a", "answer": "#### 1,000"}""",
        """{"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]}""",
        """{"prompt": "a", "completion": "b", "label": true}""",
        """{"text": "é \ud83d\ude00", "prompt": null}""",
        """{"pro\u006dpt": "\ud800", "\udc00": 1e400, "text": ""}""",
    ];

    // A row with some bytes changed, removed or added; mostly with those that mean something in JSON.
    private static readonly Gen<byte[]> s_line =
        from row in Gen.Int[0, s_rows.Length - 1]
        from edits in Gen.Select(Gen.Int[0, 200], Gen.Int[0, 2], Gen.OneOf(Gen.Byte, Gen.Int[0, 15].Select(i => (byte)"{}[]\":,\\0u\nd8 t"[Math.Min(i, 14)]))).List[0, 4]
        select Edited(Encoding.UTF8.GetBytes(s_rows[row]), edits);

    [Fact]
    public void Whatever_a_file_holds_the_counts_add_up_or_the_error_is_the_readers_own()
    {
        using TemporaryFolder folder = new();
        Gen.Select(s_line.List[1, 8], Gen.Int[-1, 6], Gen.Int[0, 8], Gen.Bool).Check(
            (lines, kind, limit, compress) =>
            {
                byte[] bytes = [.. lines.SelectMany(line => (byte[])[.. line, (byte)'\n'])];
                string path = folder.Write(compress ? Files.Compressed(bytes) : bytes, "fuzz.jsonl");
                DataReport report = new();
                int examples = 0;
                try
                {
                    foreach (DataExample example in new DataFile(path, new DataOptions { Kind = kind < 0 ? null : (DataKind)kind, RefusalLimit = limit }).Read(report))
                    {
                        examples++;
                    }
                }
                catch (DataFileException error)
                {
                    Assert.Contains(path, error.Message, StringComparison.Ordinal);
                    Assert.True(report.RowsRefused <= limit + 1);
                    return;
                }
                finally
                {
                    Assert.Equal(examples, report.RowsAccepted);
                    Assert.Equal(report.RowsRefused, report.Refused.Values.Sum());
                }

                long rows = Encoding.Latin1.GetString(bytes).Split('\n').LongCount(line => line.Trim(' ', '\t', '\r').Length > 0);
                Assert.Equal(rows, report.RowsRead);
            },
            iter: 1000);
    }

    private static byte[] Edited(byte[] row, List<(int At, int Way, byte Value)> edits)
    {
        List<byte> bytes = [.. row];
        foreach ((int at, int way, byte value) in edits)
        {
            int place = at % (bytes.Count + 1);
            if (way == 0 || place == bytes.Count)
            {
                bytes.Insert(place, value);
            }
            else if (way == 1)
            {
                bytes[place] = value;
            }
            else
            {
                bytes.RemoveAt(place);
            }
        }

        return [.. bytes];
    }
}
