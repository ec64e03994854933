using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Analyzers.Objectives;
using Paragon.Formulas;

namespace Paragon.Analyzers.Gradient;

/// <summary>PAR302: a loss through which no gradient reaches a model.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NoGradient() : LossRule(Definition)
{
    /// <summary>The rule.</summary>
    public static Rule Definition { get; } = new(
        "PAR302", "No gradient reaches the policy",
        "Minimising '{0}' changes nothing: {1}. Read LogProb (or Value, Entropy, Score) outside of StopGradient and of comparisons.",
        Groups.Gradient, DiagnosticSeverity.Warning);

    private protected override IEnumerable<Finding> OfLoss(StageGraph loss, CancellationToken cancellation) =>
        loss.Value.CarriesGradient ? [] : [Finding.OfStage(loss, Why(loss))];

    private static string Why(StageGraph stage)
    {
        string[] lost = [.. stage.Nodes.OfType<ColumnNode>().Where(column => column.CarriesGradient).Select(column => $"'{column.Label ?? column.Name}'").Distinct()];
        string[] read = [.. stage.Nodes.OfType<ColumnNode>().Select(column => $"'{column.Label ?? column.Name}'").Distinct()];
        return lost.Length > 0 ? $"{string.Join(", ", lost)} is read only where the derivative is 0 (StopGradient, a comparison, Floor, Sign)"
            : read.Length > 0 ? $"no column that it reads carries gradient ({string.Join(", ", read)})"
            : "it reads no column";
    }
}
