using System.Text;
using Paragon.Formulas;
using Paragon.Generators.Formulas;
using Paragon.Generators.Fused;

namespace Paragon.Generators.Analytic;

/// <summary>
/// Writes the loss of an objective and its symbolic derivative as tensor operations: what runs on any device, without
/// PyTorch's automatic gradient. The derivative is the same that the kernels compute.
/// </summary>
internal static class AnalyticWriter
{
    private const string Indent = "        ";

    /// <summary>The members of the objective's generated half; empty where it has no loss.</summary>
    public static string Write(string type, IReadOnlyList<FusedFormula> formulas, OptionTypes options)
    {
        FusedFormula[] losses = [.. formulas.Where(formula => formula.Kind == "Loss")];
        if (losses.Length == 0)
        {
            return "";
        }

        try
        {
            AnalyticLoss loss = AnalyticLoss.Of([.. losses.Select(formula => new FusedStage(formula.Name, formula.Level.Domain, formula.Value, IsLoss: true))]);
            return Program($"Loss = static (objective, batch, statistics) => (({type})objective).AnalyticLoss(batch, statistics)") + Method(loss, losses, options);
        }
        catch (DifferentiationException reason)
        {
            return Program($"Reason = {ObjectiveWriter.Literal(reason.Message)}");
        }
    }

    private static string Program(string content) =>
        "    global::Paragon.AnalyticProgram? global::Paragon.IObjective.Analytic => Analytic.Program;\n\n" +
        $"    private static class Analytic\n    {{\n        public static readonly global::Paragon.AnalyticProgram Program = new() {{ {content} }};\n    }}\n";

    private static string Method(AnalyticLoss loss, FusedFormula[] losses, OptionTypes options)
    {
        (string statements, IReadOnlyList<string> results) = TensorWriter.Write(loss.Value, loss.Gradient.Select(column => column.Slope), options, Indent);
        StringBuilder text = new();
        text.Append($"\n    /// <summary>{string.Join(", ", losses.Select(formula => formula.Name))} and the gradient.</summary>\n");
        text.Append($"    private global::Paragon.AnalyticResult AnalyticLoss(TensorBatch batch, double[] statistics)\n    {{\n{Indent}using var scope = NewDisposeScope();\n");
        text.Append(statements);
        text.Append($"{Indent}return new global::Paragon.AnalyticResult(\n{Indent}    batch.Total({results[0]}),\n{Indent}    [\n");
        for (int i = 0; i < loss.Gradient.Count; i++)
        {
            ColumnNode column = loss.Gradient[i].Column;
            text.Append($"{Indent}        new(\"{column.Domain!.Key}\", \"{column.Name}\", batch.Each(\"{column.Domain.Key}\", {results[i + 1]})),\n");
        }

        return text.Append($"{Indent}    ]);\n    }}\n").ToString();
    }
}
