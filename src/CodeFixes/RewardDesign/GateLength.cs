using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Paragon.CodeFixes.Editing;
using Paragon.Lowering;

namespace Paragon.CodeFixes.RewardDesign;

/// <summary>PAR009: a length term that counts only as far as the answer is right, where the reward reads one column that says so.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GateLength)), Shared]
public sealed class GateLength() : RemedyProvider("PAR009")
{
    private protected override IEnumerable<Remedy> Remedies(Place place)
    {
        if (place.Node is not ExpressionSyntax term || Judgements(place) is not { Length: 1 } judgements)
        {
            yield break;
        }

        (MemberAccessExpressionSyntax Read, bool IsFlag) judgement = judgements[0];
        ExpressionSyntax original = term.Outermost();
        string name = judgement.Read.Name.Identifier.ValueText;
        yield return new Remedy(
            nameof(GateLength), judgement.IsFlag ? $"Count it only where '{name}'" : $"Multiply it by '{name}'",
            new Edit(original, nameof(GateLength), current => Gated(((ExpressionSyntax)current).Bare(), judgement).InPlaceOf((ExpressionSyntax)current, original)));
    }

    private static ExpressionSyntax Gated(ExpressionSyntax term, (MemberAccessExpressionSyntax Read, bool IsFlag) judgement) => judgement.IsFlag
        ? Expressions.Choice(judgement.Read, term, Expressions.Number(0))
        : Expressions.Binary(SyntaxKind.MultiplyExpression, judgement.Read, term);

    /// <summary>The truth values, and the numbers from 0 to 1, that the formula reads of its own element.</summary>
    private static (MemberAccessExpressionSyntax Read, bool IsFlag)[] Judgements(Place place)
    {
        if (place.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { ParameterList.Parameters: { Count: 1 } parameters } method)
        {
            return [];
        }

        return
        [
            .. from read in method.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
               where read.Expression is IdentifierNameSyntax { Identifier.ValueText: var owner } && owner == parameters[0].Identifier.ValueText
               let column = place.Model.GetSymbolInfo(read, place.Cancellation).Symbol is IPropertySymbol property ? LevelProperty.Of(property) : null
               where column is { Kind: LevelPropertyKind.Column, Learned: false } && (column.IsFlag || column.Range is { Low: 0, High: 1 })
               group (read, column.IsFlag) by column.Key into same
               select same.First(),
        ];
    }
}
