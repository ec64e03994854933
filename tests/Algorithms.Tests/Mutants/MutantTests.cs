using System.Runtime.CompilerServices;
using Paragon.Goldens;
using Paragon.Testing;

namespace Paragon.Algorithms.Tests.Mutants;

/// <summary>Every objective of the library with one thing wrong: some golden case or declared identity must notice, or the change must be none.</summary>
public sealed class MutantTests
{
    private const string Write = "PARAGON_WRITE_DOCS";

    private static readonly Lazy<IReadOnlyList<MutantReport>> _reports = new(() =>
    {
        MutantSurvey survey = new(GoldenFolder.Read(), GoldenCatalogue.All);
        return [.. new ObjectiveCatalogue(Algorithms.Objectives.All).All.Select(survey.Run)];
    });

    [Fact]
    public void No_mutant_survives()
    {
        string[] survivors = [.. _reports.Value.SelectMany(report => report.Of(MutantFate.Survived).Select(outcome => $"{report.Objective}.{outcome.Mutant.Stage}: {outcome.Mutant.Change}\n  {outcome.Evidence}"))];
        Assert.True(survivors.Length == 0, $"{survivors.Length} of {_reports.Value.Sum(report => report.Outcomes.Count)} mutants survived. Add a golden case or a law that tells each from the formula:\n{string.Join('\n', survivors)}");
    }

    [Fact]
    public void The_page_of_mutants_in_the_documentation_is_that_of_this_run()
    {
        string text = MutantPage.Text(_reports.Value);
        string path = Documentation();
        if (Environment.GetEnvironmentVariable(Write) == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.True(File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == text, "docs/mutants.md is not the page of this run. Write it again: dotnet run -c Release --project src/Cli -- mutate all --page docs/mutants.md");
    }

    private static string Documentation([CallerFilePath] string test = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(test)!, "..", "..", "..", "docs", "mutants.md"));
}
