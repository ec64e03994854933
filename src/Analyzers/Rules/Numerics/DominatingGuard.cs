using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Analyzers.Objectives;
using Paragon.Formulas;

namespace Paragon.Analyzers.Numerics;

/// <summary>PAR204: a guard that is as large as what it guards.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DominatingGuard() : FormulaRule(Definition)
{
    /// <summary>The rule.</summary>
    public static Rule Definition { get; } = new(
        "PAR204", "An epsilon that dominates what it is added to",
        "The guard in '{0}' decides the result: '{1}' is at most {2}, and {3} is added to it. Use a guard far below what it guards, or scale the input up.",
        Groups.Numerics, DiagnosticSeverity.Warning);

    private protected override IEnumerable<Finding> Examine(StageGraph stage, CancellationToken cancellation) =>
        from found in stage.Undeclared.Count == 0 ? Epsilons.Of(stage.Value, stage.Ranges) : []
        select Finding.OfNode(stage, found.Sum, found.Guarded.ToString(), Numbers.Text(found.Range.High), found.Epsilon is ConstantNode constant ? Numbers.Text(constant.Value) : found.Epsilon.ToString());
}
