using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Lowering;

namespace Paragon.Analyzers.Options;

/// <summary>A rule about the options that an objective declares.</summary>
/// <param name="rule">The rule.</param>
public abstract class OptionRule(Rule rule) : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [rule.Descriptor];

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Check, SymbolKind.NamedType);
    }

    /// <summary>What the rule has to say of one option: the arguments of its sentence, or null for nothing.</summary>
    private protected abstract object[]? Examine(IPropertySymbol option, SymbolAnalysisContext context);

    private void Check(SymbolAnalysisContext context)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        if (WellKnown.Attribute(type, "ObjectiveAttribute") is null)
        {
            return;
        }

        foreach (IPropertySymbol option in type.GetMembers().OfType<IPropertySymbol>().Where(DeclaredOptions.IsOption))
        {
            if (Examine(option, context) is { } arguments)
            {
                context.ReportDiagnostic(Diagnostic.Create(rule.Descriptor, option.Locations.FirstOrDefault(), arguments));
            }
        }
    }
}
