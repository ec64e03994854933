using Paragon.Testing;

namespace Paragon.Algorithms.Tests.TwelveFormulas;

/// <summary>The formulas that the language was made to carry, against their golden vectors.</summary>
public sealed class TwelveFormulaTests
{
    private static readonly IBackend[] Backends = [new ScalarBackend(), new GraphBackend(), new TensorBackend(), new FusedBackend()];

    [Theory]
    [InlineData("59-aligndistil")]
    public void Formula_agrees_with_its_golden_vectors_on_every_backend(string file)
    {
        GoldenFile golden = GoldenFile.Read(Path.Combine(AppContext.BaseDirectory, "Goldens", "Twelve", file + ".json"));
        IReadOnlyList<GoldenRow> rows = GoldenVerifier.Verify(golden, TwelveAdapters.All, Backends);
        string[] failures = [.. rows.Where(row => row.Status == GoldenStatus.Failed).Select(row => row.ToString())];
        Assert.True(failures.Length == 0, string.Join("\n", failures));
        Assert.NotEmpty(rows);
    }
}
