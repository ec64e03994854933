using Microsoft.CodeAnalysis;
using Paragon.Lowering;

namespace Paragon.Analyzers.Language;

/// <summary>The rules PAR1xx: what the formula language refuses. The sentence comes from the lowering, which knows what stands there.</summary>
internal static class LanguageDescriptors
{
    private static readonly IReadOnlyDictionary<string, DiagnosticDescriptor> ById = new[]
    {
        Rule(RefusalIds.Construct, "This is not in the formula language"),
        Rule(RefusalIds.Call, "This method is no formula"),
        Rule(RefusalIds.Recursion, "A formula calls itself"),
        Rule(RefusalIds.Unguarded, "This element may not exist"),
        Rule(RefusalIds.OptionType, "An option of this type cannot be read"),
        Rule(RefusalIds.Signature, "A formula takes one element and returns a number"),
        Rule(RefusalIds.Reach, "The set does not determine this element"),
        Rule(RefusalIds.Rate, "A discount is the same over the whole range"),
        Rule(RefusalIds.Assignment, "A local of a formula has one value"),
    }.ToDictionary(rule => rule.Id);

    /// <summary>All of them.</summary>
    public static IEnumerable<DiagnosticDescriptor> All => ById.Values;

    /// <summary>The rule of a refusal.</summary>
    public static DiagnosticDescriptor Of(Refusal refusal) => ById[refusal.Id];

    private static DiagnosticDescriptor Rule(string id, string title) =>
        new(id, title, "{0}", "Paragon.Language", DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: $"docs/rules/{id}.md");
}
