using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Analyzers.Objectives;
using Paragon.Formulas;

namespace Paragon.Analyzers.RewardDesign;

/// <summary>PAR004: a reward reads a column of the user's that declares no range. Nothing else is said of such a reward.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UndeclaredRange() : ObjectiveRule(Definition)
{
    /// <summary>The rule.</summary>
    public static Rule Definition { get; } = new(
        "PAR004", "A reward reads a column that declares no range",
        "'{0}' declares no range, so nothing can be proved or refuted of '{1}'. Write [Range(low, high)] on the property '{2}': the values that it can have; both ends may be infinite, then say so.",
        Groups.RewardDesign, DiagnosticSeverity.Warning);

    private protected override IEnumerable<Finding> Examine(ObjectiveGraphs objective, CancellationToken cancellation)
    {
        HashSet<string> reported = [];
        return from stage in objective.Rewards
               from column in stage.Nodes.OfType<ColumnNode>()
               where stage.Undeclared.ContainsKey(column.Key) && reported.Add(column.Key)
               select Finding.OfNode(stage, column, stage.Name, stage.Undeclared[column.Key]);
    }
}
