using Microsoft.CodeAnalysis;

namespace Paragon.Analyzers;

/// <summary>A rule: what users see of it in lists, and how its sentence is made.</summary>
/// <param name="Id">Its number, PARxxx.</param>
/// <param name="Title">What is wrong, without numbers.</param>
/// <param name="Message">The sentence of one finding, with places for its numbers, witness and names.</param>
/// <param name="Group">Subject of the rule.</param>
/// <param name="Severity">Severity where <c>.editorconfig</c> says nothing.</param>
public sealed record Rule(string Id, string Title, string Message, string Group, DiagnosticSeverity Severity)
{
    /// <summary>The rule as Roslyn knows it.</summary>
    public DiagnosticDescriptor Descriptor { get; } =
        new(Id, Title, Message, $"Paragon.{Group}", Severity, isEnabledByDefault: true, helpLinkUri: $"docs/rules/{Id}.md");
}
