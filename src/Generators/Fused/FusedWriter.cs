using System.Text;
using Paragon.Formulas;
using Paragon.Generators.Formulas;
using Paragon.Lowering;

namespace Paragon.Generators.Fused;

/// <summary>A formula whose kernel is written.</summary>
/// <param name="Kind">Name of the stage's kind.</param>
/// <param name="Name">Name of the method.</param>
/// <param name="Level">Its level.</param>
/// <param name="Value">The value of one element.</param>
internal sealed record FusedFormula(string Kind, string Name, LevelSymbol Level, Node Value);

/// <summary>Writes the kernels of an objective: one for each reward and advantage, one for all losses, metrics and derivatives together.</summary>
internal sealed class FusedWriter(string type, OptionTypes options, HashSet<string> parents)
{
    private readonly StringBuilder _kernels = new();
    private readonly StringBuilder _program = new();
    private readonly StringBuilder _classes = new();

    /// <summary>The members of the objective's generated half.</summary>
    public static string Write(string type, IReadOnlyList<FusedFormula> formulas, OptionTypes options)
    {
        FusedWriter writer = new(type, options, ParentLinks.Of(formulas.Select(formula => formula.Level)));
        writer.Program(formulas);
        return writer._program.ToString() + writer._kernels;
    }

    private void Program(IReadOnlyList<FusedFormula> formulas)
    {
        _program.Append("    global::Paragon.Kernels.FusedProgram? global::Paragon.IObjective.Fused => Kernels.Program;\n\n    private static class Kernels\n    {\n        public static readonly FusedProgram Program = new()\n        {\n");
        FusedFormula[] prepared = [.. formulas.Where(formula => formula.Kind is "Reward" or "Advantage")];
        FusedFormula[] reduced = [.. formulas.Except(prepared)];
        _program.Append("            Stages = new global::System.Collections.Generic.Dictionary<string, FusedKernel>\n            {\n");
        foreach (FusedFormula formula in prepared)
        {
            GraphBuilder b = new();
            FusedRoot root = new(FusedRootKind.Values, formula.Name, formula.Level.Domain, Import.Into(b, formula.Value), Guard.Always);
            Kernel($"Fused{formula.Name}", formula.Name, FusedGraph.Of(b, [root with { Level = formula.Level.IsRoot ? null : root.Level, Kind = formula.Level.IsRoot ? FusedRootKind.Total : root.Kind }], null));
            _program.Append($"                [\"{formula.Name}\"] = new Fused{formula.Name}(),\n");
        }

        _program.Append("            },\n");
        if (reduced.Length > 0)
        {
            Losses(reduced);
        }

        _program.Append("        };\n").Append(_classes).Append("    }\n");
    }

    private void Losses(FusedFormula[] formulas)
    {
        FusedLosses losses;
        try
        {
            losses = FusedLosses.Of([.. formulas.Select(formula => new FusedStage(formula.Name, formula.Level.Domain, formula.Value, formula.Kind == "Loss"))]);
        }
        catch (DifferentiationException reason)
        {
            _program.Append($"            Reason = {ObjectiveWriter.Literal(reason.Message)},\n");
            return;
        }

        for (int round = 0; round < losses.Statistics.Count; round++)
        {
            Kernel($"FusedStatistics{round}", $"Sums over the whole batch, round {round}", losses.Statistics[round]);
        }

        Kernel("FusedLosses", string.Join(", ", formulas.Select(formula => formula.Name)) + (losses.Graph.Roots.Any(root => root.Kind == FusedRootKind.Gradient) ? " and the gradient" : ""), losses.Graph);
        _program.Append($"            StatisticCount = {losses.StatisticCount},\n            Statistics = [{string.Join(", ", losses.Statistics.Select((_, round) => $"new FusedStatistics{round}()"))}],\n            Losses = new FusedLosses(),\n");
    }

    private void Kernel(string method, string what, FusedGraph graph)
    {
        _classes.Append($$"""

                    private sealed class {{method}} : FusedKernel
                    {
                        public override void Run<T, TLanes, TDoubles>(global::Paragon.IObjective objective, FusedBatch<T> batch) => (({{type}})objective).{{method}}<T, TLanes, TDoubles>(batch);
                    }

            """.Replace("\r\n", "\n"));
        Schedule schedule = Scheduler.Of(graph, parents);
        string passes = schedule.Passes == 1 ? "1 pass" : $"{schedule.Passes} passes";
        string text = KernelWriter.Write(schedule, options, method, $"{what}, in {passes} over the elements.");
        foreach (string line in text.TrimEnd('\n').Split('\n'))
        {
            _kernels.Append(line.Length == 0 ? "" : "    ").Append(line).Append('\n');
        }
    }
}
