using Microsoft.CodeAnalysis;

namespace Paragon.Analyzers;

/// <summary>What every rule says where it could neither prove nor refute: hidden unless <c>.editorconfig</c> asks for it.</summary>
internal static class Undecided
{
    public static Rule Rule { get; } = new(
        "PAR000", "A property of the formula could not be settled",
        "{0} could not be settled for '{1}': '{2}' stands in the way. {3}",
        Groups.RewardDesign, DiagnosticSeverity.Hidden);
}
