using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Analyzers.Objectives;
using Paragon.Lowering;

namespace Paragon.Analyzers;

/// <summary>A rule about the formulas of an objective. They are read and lowered once for all rules.</summary>
/// <param name="rule">The rule.</param>
public abstract class ObjectiveRule(Rule rule) : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [rule.Descriptor, Undecided.Rule.Descriptor];

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(WellKnown.ObjectiveAttribute) is not null)
            {
                start.RegisterSymbolAction(Check, SymbolKind.NamedType);
            }
        });
    }

    /// <summary>What the rule has to say of an objective. Its results are kept: they may depend on nothing but the graphs.</summary>
    private protected abstract IEnumerable<Finding> Examine(ObjectiveGraphs objective, CancellationToken cancellation);

    private void Check(SymbolAnalysisContext context)
    {
        if (ObjectiveReader.Of((INamedTypeSymbol)context.Symbol, context.Compilation, context.CancellationToken) is not { } objective)
        {
            return;
        }

        foreach (Finding finding in objective.Graphs.Findings(rule.Id, () => Examine(objective.Graphs, context.CancellationToken)))
        {
            StageSource stage = objective.Stages[finding.Stage];
            object[] arguments = finding.IsUndecided ? [rule.Title, stage.Name, .. finding.Arguments] : [stage.Text(finding), .. finding.Arguments];
            context.ReportDiagnostic(Diagnostic.Create(finding.IsUndecided ? Undecided.Rule.Descriptor : rule.Descriptor, stage.At(finding), arguments));
        }
    }
}
