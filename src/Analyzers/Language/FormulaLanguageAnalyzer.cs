using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Analyzers.Objectives;
using Paragon.Lowering;

namespace Paragon.Analyzers.Language;

/// <summary>Reports where a formula leaves the language. It runs the generator's own lowering: what one refuses the other does.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FormulaLanguageAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. LanguageDescriptors.All];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(WellKnown.ObjectiveAttribute) is not null)
            {
                start.RegisterSymbolAction(Check, SymbolKind.Method);
            }
        });
    }

    private static void Check(SymbolAnalysisContext context)
    {
        IMethodSymbol method = (IMethodSymbol)context.Symbol;
        Refusal? refused = FormulaMethods.IsStage(method) ? OfStage(method, context)
            : FormulaMethods.IsOfLibrary(method) ? FormulaLowering.Library(method, context.Compilation, context.CancellationToken).Refusal
            : null;
        if ((refused ?? FeatureSymbol.Of(method)?.Refusal) is { } refusal)
        {
            context.ReportDiagnostic(Diagnostic.Create(LanguageDescriptors.Of(refusal), refusal.Location, refusal.Message));
        }
    }

    /// <summary>Why a formula is refused: an objective's are lowered once for all rules.</summary>
    private static Refusal? OfStage(IMethodSymbol method, SymbolAnalysisContext context) =>
        ObjectiveReader.Of(method.ContainingType, context.Compilation, context.CancellationToken) is { } objective
            ? method.Locations.FirstOrDefault() is { } place && objective.Refusals.TryGetValue(place, out Refusal? refusal) ? refusal : null
            : FormulaLowering.Stage(method, context.Compilation, context.CancellationToken).Refusal;
}
