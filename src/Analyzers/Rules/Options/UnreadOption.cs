using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Analyzers.Objectives;

namespace Paragon.Analyzers.Options;

/// <summary>PAR402: an option that no formula reads.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnreadOption() : OptionRule(Definition)
{
    /// <summary>The rule.</summary>
    public static Rule Definition { get; } = new(
        "PAR402", "An option that is never read",
        "No formula reads '{0}', so setting it changes nothing. Use it in a formula, or remove it.",
        Groups.Options, DiagnosticSeverity.Warning);

    private protected override object[]? Examine(IPropertySymbol option, SymbolAnalysisContext context)
    {
        ObjectiveFormulas? formulas = ObjectiveReader.Of(option.ContainingType, context.Compilation, context.CancellationToken);
        return formulas is { Graphs: { IsComplete: true, Stages.Count: > 0 } } && !formulas.OptionsRead.Contains(option.Name) && !IsNamed(option, context.CancellationToken)
            ? [option.Name]
            : null;
    }

    /// <summary>Whether any other code of the record names the option: a method that is no formula, a feature, a helper.</summary>
    private static bool IsNamed(IPropertySymbol option, CancellationToken cancellation) =>
        option.ContainingType.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellation).DescendantNodes(static node => node is not AttributeListSyntax)
            .OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == option.Name && !name.Parent.IsKind(SyntaxKind.NameColon)));
}
