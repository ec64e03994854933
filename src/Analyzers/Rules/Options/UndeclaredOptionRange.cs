using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Lowering;

namespace Paragon.Analyzers.Options;

/// <summary>PAR403: a number that may be set to anything, and of which nothing can be proved.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UndeclaredOptionRange() : OptionRule(Definition)
{
    /// <summary>The rule.</summary>
    public static Rule Definition { get; } = new(
        "PAR403", "An option that declares no range",
        "'{0}' declares no range: a setting of -1 or 1e9 is accepted, and proofs must assume it. Write [Range(low, high)] on it.",
        Groups.Options, DiagnosticSeverity.Warning);

    private protected override object[]? Examine(IPropertySymbol option, SymbolAnalysisContext context) =>
        DeclaredOptions.IsNumber(option) && DeclaredRange.Of(option) is null ? [option.Name] : null;
}
