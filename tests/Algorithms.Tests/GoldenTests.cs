using Paragon.Goldens;
using Paragon.Testing;
using static TorchSharp.torch;

namespace Paragon.Algorithms.Tests;

/// <summary>Every golden case that ships with the repository, on every backend.</summary>
public sealed class GoldenTests
{
    private static readonly IBackend[] Backends =
    [
        new ScalarBackend(), new GraphBackend(), new TensorBackend(), new TensorBackend(ScalarType.Float32), new AnalyticBackend(), new AnalyticBackend(ScalarType.Float32),
        new FusedBackend(), new FusedBackend(single: true),
    ];

    private static readonly Dictionary<string, GoldenFile> Files = GoldenFolder.Read().ToDictionary(GoldenFolder.NameOf);

    public static TheoryData<string, string> Cases()
    {
        TheoryData<string, string> cases = [];
        foreach ((string name, GoldenFile file) in Files)
        {
            foreach (GoldenCase golden in file.Cases)
            {
                cases.Add(name, golden.Name);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Golden_vectors_agree_on_every_backend(string file, string @case)
    {
        GoldenFile golden = Files[file];
        IReadOnlyList<GoldenRow> rows = GoldenVerifier.Verify(golden, golden.Cases.Single(c => c.Name == @case), GoldenCatalogue.All, Backends);
        string[] failures = [.. rows.Where(row => row.Status == GoldenStatus.Failed).Select(row => row.ToString())];
        Assert.True(failures.Length == 0, string.Join('\n', failures));
        Assert.Contains(rows, row => row.Status == GoldenStatus.Passed);
    }

    /// <summary>The project's folder of shared data, which only its own machines have, may hold more cases.</summary>
    [Fact]
    public void Golden_vectors_of_the_shared_folder_agree_where_it_exists_and_a_method_is_known()
    {
        string? shared = Ancestors(AppContext.BaseDirectory)
            .Where(folder => File.Exists(Path.Combine(folder, "Paragon.slnx")))
            .Select(root => Path.Combine(Path.GetDirectoryName(root)!, "shared", "methods", "golden"))
            .FirstOrDefault(Directory.Exists);
        if (shared is null)
        {
            Assert.Skip("There is no folder shared/methods/golden beside the repository.");
        }

        HashSet<string> known = [.. GoldenCatalogue.All.Select(adapter => adapter.Method)];
        GoldenRow[] rows = [.. Directory.GetFiles(shared, "*.json").Order(StringComparer.Ordinal).Select(GoldenFile.Read)
            .Where(file => known.Contains(file.Method)).SelectMany(file => GoldenVerifier.Verify(file, GoldenCatalogue.All, Backends))];
        Assert.NotEmpty(rows);
        Assert.Empty(rows.Where(row => row.Status == GoldenStatus.Failed).Select(row => row.ToString()));
    }

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (string? at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            yield return at;
        }
    }
}
