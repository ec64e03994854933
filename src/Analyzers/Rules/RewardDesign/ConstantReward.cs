using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Analyzers.Objectives;
using Paragon.Formulas;

namespace Paragon.Analyzers.RewardDesign;

/// <summary>PAR012: a reward that is the same for every completion of a group.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConstantReward() : FormulaRule(Definition)
{
    /// <summary>The rule.</summary>
    public static Rule Definition { get; } = new(
        "PAR012", "A reward that does not depend on the completion",
        "'{0}' gives every completion of a group the same reward: it reads {1}. Two answers to one prompt are never told apart, and a group's baseline takes it away. Read something of the completion.",
        Groups.RewardDesign, DiagnosticSeverity.Warning);

    private protected override IEnumerable<Finding> Examine(StageGraph stage, CancellationToken cancellation) =>
        stage.Kind == StageKind.Reward && IsReward(stage) && !IsCoarse(stage.Level) && IsConstant(stage.Value) ? [Finding.OfStage(stage, Reads(stage))] : [];

    /// <summary>Whether it is a reward in the end: what goes into a column of another name is a weight or a mark.</summary>
    private static bool IsReward(StageGraph stage) => stage.Column.Contains("reward");

    /// <summary>Whether the value is the same for all completions of a group, by the graph's structure.</summary>
    private static bool IsConstant(Node node) => node switch
    {
        { Domain: null } => true,
        { Domain: { } domain } when IsCoarse(domain) => true,
        GatherNode { Link.Optional: false } gather => IsConstant(gather.Value),
        OperationNode or StopGradientNode => node.Arguments.All(IsConstant),
        _ => false,
    };

    private static bool IsCoarse(Domain level) => level.IsBatch || level.Key == "group";

    private static string Reads(StageGraph stage)
    {
        string[] columns = [.. stage.Nodes.OfType<ColumnNode>().Select(column => $"'{column.Label ?? column.Name}' of the {column.Domain}").Distinct()];
        return columns.Length == 0 ? "no column at all" : $"only {string.Join(", ", columns)}, through the {(stage.Nodes.OfType<GatherNode>().Any(gather => gather.Link.To.Key == "group") ? "group" : "batch")}";
    }
}
