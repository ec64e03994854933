namespace Paragon.Testing;

/// <summary>A survey of mutants as a page of documentation: counts by method and kind, and below them only what was not killed.</summary>
public static class MutantPage
{
    private static readonly MutationKind[] _kinds = Enum.GetValues<MutationKind>();

    /// <summary>The page, in Markdown.</summary>
    public static string Text(IReadOnlyList<MutantReport> reports)
    {
        MutantOutcome[] all = [.. reports.SelectMany(report => report.Outcomes)];
        int Count(MutantFate fate) => all.Count(outcome => outcome.Fate == fate);
        return $"""
            # Mutants

            The formulas are checked by breaking them. Every reward, advantage, loss and metric gets one thing wrong at a time, and the
            golden cases of its objective (value and gradient, on the `graph` backend) and the identities that it declares run against it.
            A mutant that fails one of them is killed. One that passes them all is equivalent where it has the values and gradients of its
            original on every batch that is tried, random and extreme, under every choice of the options and with its numbers moved; else
            it has survived, and a golden case or a law is missing. Cases in `tests/Goldens/Own` are ours: plain loops that follow the
            methods' cards, without the library.

            `paragon mutate NAME` does this for one objective; `--list` prints each mutant and what killed it. This page is written by

            ```
            dotnet run -c Release --project src/Cli -- mutate all --page docs/mutants.md
            ```

            **{reports.Count} objectives, {all.Length} mutants: {Count(MutantFate.Killed)} killed, {Count(MutantFate.Equivalent)} equivalent, {Count(MutantFate.Survived)} survived.**

            A cell is the number of mutants killed; `=` before a number are equivalents, `!` survivors.

            | objective | {string.Join(" | ", _kinds.Select(Name))} | all |
            | --- | {string.Join(" | ", _kinds.Select(_ => "---"))} | --- |
            {string.Join('\n', reports.Select(Row))}

            ## Survived

            {List(reports, MutantFate.Survived, "None.")}

            ## Equivalent

            {List(reports, MutantFate.Equivalent, "None.")}

            """.ReplaceLineEndings("\n");
    }

    /// <summary>A kind as people read it.</summary>
    public static string Name(MutationKind kind) => kind switch
    {
        MutationKind.MeanOrSum => "mean or sum",
        MutationKind.StopGradient => "stop-gradient",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private static string Row(MutantReport report) =>
        $"| {report.Objective} | {string.Join(" | ", _kinds.Select(kind => Cell([.. report.Outcomes.Where(outcome => outcome.Mutant.Kind == kind)])))} | {Cell(report.Outcomes)} |";

    private static string Cell(IReadOnlyList<MutantOutcome> outcomes)
    {
        string Part(MutantFate fate, string sign) => outcomes.Count(outcome => outcome.Fate == fate) is var count and > 0 ? $"{sign}{count}" : "";
        return string.Join(' ', new[] { Part(MutantFate.Killed, ""), Part(MutantFate.Equivalent, "="), Part(MutantFate.Survived, "!") }.Where(part => part.Length > 0));
    }

    private static string List(IReadOnlyList<MutantReport> reports, MutantFate fate, string none)
    {
        string[] lines = [.. reports.Where(report => report.Of(fate).Any()).Select(report =>
            $"**{report.Objective}**\n\n" + string.Join('\n', report.Of(fate).Select(outcome => $"- {outcome.Mutant.Stage}: {outcome.Mutant.Change}")))];
        return lines.Length == 0 ? none : string.Join("\n\n", lines);
    }
}
