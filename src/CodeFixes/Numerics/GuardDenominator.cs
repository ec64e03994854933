using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Paragon.CodeFixes.Editing;

namespace Paragon.CodeFixes.Numerics;

/// <summary>PAR201: a quotient that is 0 where its denominator is, or a denominator that is never 0 because a small number is added.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GuardDenominator)), Shared]
public sealed class GuardDenominator() : RemedyProvider("PAR201")
{
    private protected override IEnumerable<Remedy> Remedies(Place place)
    {
        if (Quotient(place.Node) is not { } quotient)
        {
            yield break;
        }

        // Only a denominator that is never negative is moved away from 0 by adding to it.
        if (NeverNegative.Is(quotient.Right, place.Model, place.Cancellation))
        {
            yield return new Remedy("Epsilon", "Add 1e-8 to the denominator", Edit.Of(quotient, "Epsilon", current =>
                current.WithRight(SyntaxFactory.ParenthesizedExpression(
                    Expressions.Binary(SyntaxKind.AddExpression, current.Right.Bare(), Expressions.Parsed("1e-8"))).WithTriviaFrom(current.Right))));
        }

        yield return new Remedy("Choice", "Give 0 where the denominator is 0", Edit.Of(quotient, "Choice", current =>
            Expressions.Choice(
                Expressions.Binary(SyntaxKind.EqualsExpression, current.Right.Bare(), Expressions.Number(0)), Expressions.Number(0), current)
                .InPlaceOf(current, quotient)));
    }

    /// <summary>The division that a warning is about: it stands on the division or on its denominator.</summary>
    private static BinaryExpressionSyntax? Quotient(SyntaxNode node)
    {
        while (node.Parent is ParenthesizedExpressionSyntax)
        {
            node = node.Parent;
        }

        return node is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } quotient ? quotient
            : node is ParenthesizedExpressionSyntax parenthesized && parenthesized.Bare() is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } inner ? inner
            : node.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } around && around.Right == node ? around
            : null;
    }
}
