namespace Paragon.Algorithms.Tests.Mutants;

/// <summary>The survey as a page of the documentation.</summary>
internal static class MutantTable
{
    public const string Command = "PARAGON_WRITE_DOCS=1 dotnet run --project tests/Algorithms.Tests -c Release -- --filter-class \"*MutantTests\"";

    public static string Text(IReadOnlyList<MutantRow> rows, Func<MutantRow, string?> reason)
    {
        MutantRow[] noticed = [.. rows.Where(row => row.NoticedBy is not null)];
        MutantRow[] equivalent = [.. rows.Where(row => row.NoticedBy is null)];
        return $"""
            # Mutants

            The formulas are checked by breaking them. Every reward, advantage, loss and metric of every objective of the library gets
            one thing wrong at a time: its sign is flipped, a stop-gradient is dropped, a mean becomes a sum or a sum a mean. The
            golden cases of the objective run against each such mutant, on the `graph` backend; the first that fails has noticed it.
            Cases in `Own` are ours: `tests/Goldens/Own/reference.py` computes them from the methods' cards, without the library.

            {rows.Count} mutants of {rows.Select(row => row.Objective).Distinct().Count()} objectives: {noticed.Length} noticed, {equivalent.Length} equivalent, {equivalent.Count(row => reason(row) is null)} unnoticed.

            This page is written by the test: `{Command}`

            ## Noticed

            | objective | formula | change | noticed by |
            | --- | --- | --- | --- |
            {string.Join('\n', noticed.Select(row => Line(row, row.NoticedBy!)))}

            ## Equivalent

            They have the original's values and gradients on random batches under every choice of the options, which the test checks.

            | objective | formula | change | why nothing can notice it |
            | --- | --- | --- | --- |
            {string.Join('\n', equivalent.Select(row => Line(row, reason(row) ?? "**unknown**")))}

            """.ReplaceLineEndings("\n");
    }

    private static string Line(MutantRow row, string last) =>
        $"| {row.Objective} | {row.Mutant.Stage} | {Escaped(row.Mutant.Change)} | {Escaped(last)} |";

    // Formulas stand in backticks, where a bar alone is more than itself.
    private static string Escaped(string text) => text.Replace("|", "\\|");
}
