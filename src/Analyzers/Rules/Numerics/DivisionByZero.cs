using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Paragon.Analyzers.Numerics;

/// <summary>PAR201: a divisor that can be 0.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DivisionByZero() : DomainRule(Definition, "divide")
{
    /// <summary>The rule.</summary>
    public static Rule Definition { get; } = new(
        "PAR201", "A division that can be by zero",
        "'{0}' {1}: {2}. Add a small number to the divisor (+ 1e-6), or give another value where it is 0.",
        Groups.Numerics, DiagnosticSeverity.Warning);
}
