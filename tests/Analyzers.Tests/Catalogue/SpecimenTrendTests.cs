using Paragon.Formulas;

namespace Paragon.Analyzers.Tests.Catalogue;

/// <summary>Trends of a specimen's reward are what its header says.</summary>
public sealed class SpecimenTrendTests
{
    private static IEnumerable<(Specimen Specimen, IObjective Objective)> Followed => Specimen.All
        .Where(specimen => specimen.Range is not null && SpecimenObjectives.All.TryGetValue(specimen.Objective, out ObjectiveDescriptor? descriptor) && SpecimenObjectives.Make(descriptor.Name).Stages.Count > 0)
        .Select(specimen => (specimen, SpecimenObjectives.Make(specimen.Objective)));

    [Fact]
    public void A_trend_is_never_against_the_header()
    {
        List<string> wrong = [];
        foreach ((Specimen specimen, IObjective objective) in Followed.Where(one => one.Specimen.Header["monotone"] is not ("no" or "n/a")))
        {
            foreach (string[] words in specimen.Header["monotone"].Split(", ").Select(part => part.Split(' ')).Where(words => words.Length == 2))
            {
                foreach (Stage reward in Rewards(objective))
                {
                    foreach (ColumnNode column in Traversal.Sorted(reward.Graph).OfType<ColumnNode>().Where(column => IsNamed(column, words[0], reward)))
                    {
                        Monotone found = Monotone.Of(reward.Graph, column);
                        if (found.Trend is not (Trend.Unknown or Trend.Constant) && found.Trend != (words[1] == "up" ? Trend.Nondecreasing : Trend.Nonincreasing))
                        {
                            wrong.Add($"{specimen.Name}: {string.Join(' ', words)} in the header, found {found.Trend} in {column.Domain}.{column.Name}: {found.Rising?.Text} | {found.Falling?.Text}");
                        }
                        else if (found.Trend is Trend.Unknown)
                        {
                            TestContext.Current.TestOutputHelper?.WriteLine($"{specimen.Name}: trend in {column.Domain}.{column.Name} unknown because of {found.Culprit}");
                        }
                    }
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static bool IsNamed(ColumnNode column, string name, Stage reward) =>
        name == "references" ? column.Domain!.Key == "reference" : column.Name == name && column.Domain!.Equals(reward.Graph.Domain);

    private static IEnumerable<Stage> Rewards(IObjective objective) => objective.Stages.Where(stage => stage.Kind == StageKind.Reward);
}
