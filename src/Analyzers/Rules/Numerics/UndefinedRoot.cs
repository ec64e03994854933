using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Paragon.Analyzers.Numerics;

/// <summary>PAR202: a logarithm, a root or a power outside its domain.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UndefinedRoot() : DomainRule(Definition, "log", "log1p", "log1mexp", "sqrt", "root", "power")
{
    /// <summary>The rule.</summary>
    public static Rule Definition { get; } = new(
        "PAR202", "A logarithm or root of what can be 0 or less",
        "'{0}' {1}: {2}. Keep the argument away with Max(argument, 1e-8), or declare its range.",
        Groups.Numerics, DiagnosticSeverity.Warning);
}
