using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Paragon.CodeFixes.Editing;

namespace Paragon.CodeFixes.RewardDesign;

/// <summary>PAR003: the sigmoid of the centred score in place of a line or a clipped one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SaturateReward)), Shared]
public sealed class SaturateReward() : RemedyProvider("PAR003")
{
    private protected override IEnumerable<Remedy> Remedies(Place place)
    {
        IReadOnlyList<ExpressionSyntax> values = ReturnedValues.Of(place);
        if (values.Count == 0)
        {
            yield break;
        }

        IReadOnlyList<Edit> centre = LearnedScores.Centred(place, toReferences: true);
        string what = centre.Count > 0 ? "the score minus its references' mean" : "the reward";
        yield return new Remedy(
            nameof(SaturateReward), $"Take the sigmoid of {what}",
            [.. centre, .. values.Select(value => new Edit(value, nameof(SaturateReward), current => Saturated(place, (ExpressionSyntax)current)))]);
    }

    /// <summary>A clip around the value is left out: the sigmoid bounds it, and without corners.</summary>
    private static SyntaxNode Saturated(Place place, ExpressionSyntax value)
    {
        ExpressionSyntax inside = value.Bare() is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Clamp" } } clamp
            ? clamp.ArgumentList.Arguments[0].Expression.Bare()
            : value.Bare();
        return FormulaNames.Call(place, "Sigmoid", inside).WithTriviaFrom(value);
    }
}
