using System.Runtime.CompilerServices;
using Paragon.Testing;

namespace Paragon.Algorithms.Tests.Mutants;

/// <summary>Every objective with one thing wrong: some golden case must notice, or the change must be none.</summary>
public sealed class MutantTests
{
    private const string Write = "PARAGON_WRITE_DOCS";

    private static readonly Lazy<IReadOnlyList<MutantRow>> _rows = new(MutantSurvey.Run);

    private static IEnumerable<MutantRow> Unnoticed => _rows.Value.Where(row => row.NoticedBy is null);

    [Fact]
    public void A_golden_case_notices_every_flipped_sign_dropped_stop_gradient_and_mean_that_is_a_sum()
    {
        string[] survivors = [.. Unnoticed.Where(row => Reason(row) is null).Select(row => row.ToString())];
        Assert.True(survivors.Length == 0, $"{survivors.Length} of {_rows.Value.Count} mutants went unnoticed. Add a golden case, or, if nothing can notice it, the reason to {nameof(EquivalentMutants)}:\n{string.Join('\n', survivors)}");
    }

    [Fact]
    public void What_is_said_to_change_nothing_changes_nothing_on_random_batches()
    {
        foreach (MutantRow row in Unnoticed.Where(row => Reason(row) is not null))
        {
            string? difference = Equivalence.Difference(Algorithms.Objectives.All.Single(descriptor => descriptor.Name == row.Objective), row.Mutant);
            Assert.True(difference is null, $"{row} is no equivalent mutant: {difference}");
        }
    }

    [Fact]
    public void Every_reason_is_of_a_mutant_that_no_case_notices() => Assert.Empty(
        EquivalentMutants.Known.Where(known => !Unnoticed.Any(row => Fits(row, known))).Select(known => $"{known.Objective}.{known.Stage}: {known.Change}"));

    [Fact]
    public void The_table_of_mutants_in_the_documentation_is_that_of_this_run()
    {
        string table = MutantTable.Text(_rows.Value, Reason);
        string path = Documentation();
        if (Environment.GetEnvironmentVariable(Write) == "1")
        {
            File.WriteAllText(path, table);
        }

        Assert.True(File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == table, $"docs/mutants.md is not the table of this run. Write it again: {MutantTable.Command}");
    }

    private static string? Reason(MutantRow row) => EquivalentMutants.Known.FirstOrDefault(known => Fits(row, known)).Reason;

    private static bool Fits(MutantRow row, (string Objective, string Stage, string Change, string Reason) known) =>
        row.Objective == known.Objective && row.Mutant.Stage == known.Stage && row.Mutant.Change.StartsWith(known.Change, StringComparison.Ordinal);

    private static string Documentation([CallerFilePath] string test = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(test)!, "..", "..", "..", "docs", "mutants.md"));
}
