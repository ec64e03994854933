using Paragon.Testing;
using Spectre.Console;

namespace Paragon.Cli.Mutants;

/// <summary>Prints what became of each objective's mutants as it comes, and the count at the end.</summary>
internal sealed class MutateReport(ToolConsole console, bool list)
{
    private readonly List<MutantReport> _reports = [];
    private int _failed;

    /// <summary>What was printed so far.</summary>
    public IReadOnlyList<MutantReport> Reports => _reports;

    /// <summary>Tries the mutants of an objective and prints them.</summary>
    public void Objective(ObjectiveDescriptor descriptor, MutantSurvey survey)
    {
        try
        {
            Objective(survey.Run(descriptor));
        }
        catch (MutantException error)
        {
            _failed++;
            Line($"[bold]{Markup.Escape(descriptor.Name)}[/]: [red]{Markup.Escape(error.Message)}[/]");
        }
    }

    private void Objective(MutantReport report)
    {
        _reports.Add(report);
        Line($"[bold]{Markup.Escape(report.Objective)}[/]: {Counts([report])}, by {report.Trials} golden cases and identities");
        foreach (MutantOutcome outcome in report.Outcomes.Where(outcome => list || outcome.Fate == MutantFate.Survived))
        {
            Print(outcome);
        }
    }

    /// <summary>Prints the count where there were several objectives; the exit code says whether all objectives passed and no mutant survived.</summary>
    public int Close()
    {
        int survived = _reports.Sum(report => report.Of(MutantFate.Survived).Count());
        if (_reports.Count > 1)
        {
            Line($"[{(survived == 0 ? "green" : "red")}]{_reports.Count} objectives: {Counts(_reports)}[/]");
        }

        return survived == 0 && _failed == 0 ? 0 : Tool.Failed;
    }

    private void Print(MutantOutcome outcome)
    {
        string where = Markup.Escape($"{outcome.Mutant.Stage} · {MutantPage.Name(outcome.Mutant.Kind)}: {outcome.Mutant.Change}");
        switch (outcome.Fate)
        {
            case MutantFate.Killed:
                Line($"  [green]killed[/]     {where}");
                Line($"             by {Markup.Escape(outcome.Evidence)}");
                break;
            case MutantFate.Equivalent:
                Line($"  [grey]equivalent[/] {where}");
                Line($"             {Markup.Escape(outcome.Evidence)}");
                break;
            default:
                Line($"  [red]SURVIVED[/]   {where}");
                Line($"             {Markup.Escape(outcome.Mutant.Formula.ToString().ReplaceLineEndings("\n             "))}");
                Line($"             A case like this kills it: {Markup.Escape(outcome.Evidence)}");
                break;
        }
    }

    private static string Counts(IReadOnlyList<MutantReport> reports)
    {
        int Of(MutantFate fate) => reports.Sum(report => report.Of(fate).Count());
        return $"{reports.Sum(report => report.Outcomes.Count)} mutants, {Of(MutantFate.Killed)} killed, {Of(MutantFate.Equivalent)} equivalent, {Of(MutantFate.Survived)} survived";
    }

    private void Line(string markup) => console.Out.MarkupLine(markup);
}
