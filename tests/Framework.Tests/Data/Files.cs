using System.IO.Compression;
using System.Text;
using Paragon.Data;
using Paragon.Framework.Tests.Models;

namespace Paragon.Framework.Tests.Data;

internal static class Files
{
    public static string Write(this TemporaryFolder folder, params string[] lines) => folder.Write(Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    public static string Write(this TemporaryFolder folder, byte[] bytes, string name = "data.jsonl")
    {
        File.WriteAllBytes(folder.File(name), bytes);
        return folder.File(name);
    }

    public static byte[] Compressed(byte[] bytes)
    {
        using MemoryStream target = new();
        using (GZipStream gzip = new(target, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return target.ToArray();
    }

    public static (IReadOnlyList<DataExample> Examples, DataReport Report, DataKind Kind) Read(string path, DataOptions? options = null)
    {
        DataFile file = new(path, options);
        DataReport report = new();
        return ([.. file.Read(report)], report, file.Kind);
    }

    /// <summary>The only example of rows, after the kind was told from them.</summary>
    public static DataExample One(TemporaryFolder folder, string row, DataOptions? options = null) => Assert.Single(Read(folder.Write(row), options).Examples);

    /// <summary>Why the second of two rows is refused.</summary>
    public static DataRefusal Refused(string good, string bad, DataOptions? options = null)
    {
        using TemporaryFolder folder = new();
        (IReadOnlyList<DataExample> examples, DataReport report, _) = Read(folder.Write(good, bad), options);
        Assert.Single(examples);
        Assert.Equal((2, 1, 1), (report.RowsRead, report.RowsAccepted, report.RowsRefused));
        DataRefusal refusal = Assert.Single(report.FirstRefusals);
        Assert.Equal(2, refusal.Place.Line);
        return refusal;
    }
}
