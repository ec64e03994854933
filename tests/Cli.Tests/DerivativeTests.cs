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
        int compared = 0;
        BatchGenerator.For(objective).Check(
            batch =>
            {
                // A batch that the compiled derivative refuses has nothing to compare with.
                if (Compiled(objective, batch) is not { } compiled)
                {
                    return;
                }

                Assert.Equal(compiled.Count, graphs.Gradient.Count);
                foreach ((ColumnNode column, Node derivative) in graphs.Gradient)
                {
                    double[] expected = compiled[new ColumnName(column.Domain!.Key, column.Name)];
                    double[] shown = new Evaluator(new PackedBatchData(batch), objective.Option).Evaluate(derivative);
                    double size = 1 + expected.Select(Math.Abs).DefaultIfEmpty(0).Max();

                    // What is shown is written for where every operation is finite.
                    (double Compiled, double Shown)[] pairs = [.. expected.Select((value, row) => (value, shown[shown.Length == 1 ? 0 : row])).Where(pair => double.IsFinite(pair.Item2))];
                    compared += pairs.Length;
                    Assert.All(pairs, pair =>
                        Assert.True(Math.Abs(pair.Compiled - pair.Shown) <= 1e-9 * size, $"{column.Name}: {pair.Compiled:R} compiled, {pair.Shown:R} shown"));
                }
            },
            iter: 25);
        Assert.True(compared > 0, "Nothing was compared.");
    }

    private static IReadOnlyDictionary<ColumnName, double[]>? Compiled(IObjective objective, PackedBatch batch)
    {
        try
        {
            return new GraphBackend().Loss(objective, batch).Gradient;
        }
        catch (BatchException)
        {
            return null;
        }
    }
}
