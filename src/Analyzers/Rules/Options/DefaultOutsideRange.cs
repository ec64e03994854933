using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Formulas;
using Paragon.Lowering;

namespace Paragon.Analyzers.Options;

/// <summary>PAR401: an option whose default its own range refuses.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DefaultOutsideRange() : OptionRule(Definition)
{
    /// <summary>The rule.</summary>
    public static Rule Definition { get; } = new(
        "PAR401", "The default of an option lies outside its range",
        "The default of '{0}' is {1}, and its range is {2}: a program that does not set it will not start. Change the default, or the range.",
        Groups.Options, DiagnosticSeverity.Warning);

    private protected override object[]? Examine(IPropertySymbol option, SymbolAnalysisContext context) =>
        DeclaredOptions.IsNumber(option) && DeclaredRange.Of(option) is { } range
            && DeclaredOptions.Default(option, context.Compilation, context.CancellationToken) is { } value && !range.Contains(value)
            ? [option.Name, value.ToString("R", CultureInfo.InvariantCulture), Text(option, range)]
            : null;

    private static string Text(IPropertySymbol option, Interval inside)
    {
        Interval declared = DeclaredRange.Of(option, exclusive: false) ?? inside;
        string low = declared.Low.ToString("R", CultureInfo.InvariantCulture);
        string high = declared.High.ToString("R", CultureInfo.InvariantCulture);
        return $"{(inside.Low == declared.Low ? '[' : '(')}{low}, {high}{(inside.High == declared.High ? ']' : ')')}";
    }
}
