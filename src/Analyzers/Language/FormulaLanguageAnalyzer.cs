using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
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
        LoweredFormula? formula = FormulaMethods.IsStage(method) ? FormulaLowering.Stage(method, context.Compilation, context.CancellationToken)
            : FormulaMethods.IsOfLibrary(method) ? FormulaLowering.Library(method, context.Compilation, context.CancellationToken)
            : null;
        if ((formula?.Refusal ?? FeatureSymbol.Of(method)?.Refusal) is { } refusal)
        {
            context.ReportDiagnostic(Diagnostic.Create(LanguageDescriptors.Of(refusal), refusal.Location, refusal.Message));
        }
    }
}
