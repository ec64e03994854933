using System.Text;
using CsCheck;
using Paragon.Data;
using Paragon.Framework.Tests.Models;

namespace Paragon.Framework.Tests.Data;

public sealed class CompressedDataTests
{
    private static readonly byte[] s_plain = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 3000).Select(i => $"{{\"prompt\": \"row {i}: {i * 7919 % 10007}\"}}\n")));

    [Fact]
    public void A_compressed_file_reads_as_the_plain_one_whatever_its_name()
    {
        using TemporaryFolder folder = new();
        string[] plain = Prompts(folder.Write(s_plain));
        Assert.Equal(3000, plain.Length);
        Assert.Equal(plain, Prompts(folder.Write(Files.Compressed(s_plain), "data.jsonl.gz")));
        Assert.Equal(plain, Prompts(folder.Write(Files.Compressed(s_plain), "data.txt")));
        byte[][] parts = [s_plain[..1000], s_plain[1000..]];
        Assert.Equal(plain, Prompts(folder.Write([.. parts.SelectMany(Files.Compressed)], "parts.gz")));
    }

    [Fact]
    public void A_compressed_file_that_was_cut_off_or_damaged_is_an_error_and_no_shorter_file()
    {
        byte[] whole = Files.Compressed(s_plain);
        using TemporaryFolder folder = new();
        Gen.Int[2, whole.Length - 1].Check(
            length => Assert.Throws<DataFileException>(() => Prompts(folder.Write(whole[..length], $"{length}.gz"))), iter: 60);
        Gen.Int[10, whole.Length - 1].Select(Gen.Int[0, 7]).Check(
            (at, bit) =>
            {
                byte[] damaged = [.. whole];
                damaged[at] ^= (byte)(1 << bit);
                Assert.Throws<DataFileException>(() => Prompts(folder.Write(damaged, $"{at}-{bit}.gz")));
            },
            iter: 60);
    }

    [Fact]
    public void Lines_of_every_length_are_found()
    {
        using TemporaryFolder folder = new();
        int[] lengths = [0, 1, 65515, 65516, 65517, 65518, 65519, 65520, 65521, 65536, 200_000, 3];
        string[] prompts = [.. lengths.Select((length, i) => $"{i}" + new string('x', length))];
        Assert.Equal(prompts, Prompts(folder.Write([.. prompts.Select(prompt => $"{{\"prompt\":\"{prompt}\"}}")])));
    }

    [Fact]
    public void A_line_that_is_too_long_is_refused_and_the_next_is_read()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("ab", "abcdefghijkl", "abcdefghijk", "abcdefghij", new string('x', 1000), "", "z");
        Assert.Equal(["ab", null, null, "abcdefghij", null, "", "z"], JsonLines.Read(path, longest: 10).Select(line => line.Bytes is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null));
        Assert.Equal(Enumerable.Range(1, 7).Select(number => (long)number), JsonLines.Read(path, longest: 10).Select(line => line.Number));
    }

    private static string[] Prompts(string path) => [.. Files.Read(path).Examples.Select(example => example.Prompt)];
}
