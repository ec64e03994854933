using CsCheck;
using Paragon.Algorithms;
using Paragon.Cli.Explanation;
using Paragon.Formulas;
using Paragon.Testing;

namespace Paragon.Cli.Tests;

public sealed class DerivativeTests
{
    public static TheoryData<string> Losses() =>
        [.. Objectives.All.Where(objective => objective.Default().Stages.Any(stage => stage.Kind == StageKind.Loss)).Select(objective => objective.Name)];

    [Theory]
    [MemberData(nameof(Losses))]
    public void The_derivative_that_is_shown_has_the_values_of_the_compiled_one(string name)
    {
        IObjective objective = Catalogue.Find(name)!.Default();
        ObjectiveGraphs graphs = new(objective);
        Assert.NotEmpty(graphs.Gradient);
        BatchGenerator.For(objective).Sample(
            batch =>
            {
                IReadOnlyDictionary<ColumnName, double[]> compiled = new GraphBackend().Loss(objective, batch).Gradient!;
                Assert.Equal(compiled.Count, graphs.Gradient.Count);
                foreach ((ColumnNode column, Node derivative) in graphs.Gradient)
                {
                    double[] expected = compiled[new ColumnName(column.Domain!.Key, column.Name)];
                    double[] shown = new Evaluator(new PackedBatchData(batch), objective.Option).Evaluate(derivative);
                    double size = 1 + expected.Select(Math.Abs).DefaultIfEmpty(0).Max();
                    Assert.All(expected.Select((value, row) => (Compiled: value, Shown: shown[shown.Length == 1 ? 0 : row])), pair =>
                        Assert.True(Math.Abs(pair.Compiled - pair.Shown) <= 1e-9 * size, $"{column.Name}: {pair.Compiled:R} compiled, {pair.Shown:R} shown"));
                }
            },
            seed: "0000KOIPe9D4", iter: 25, threads: 1);
    }
}
