using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Paragon.CodeFixes.Editing;

namespace Paragon.CodeFixes.Language;

/// <summary>PAR104: 0 in place of a column of a neighbour or optional link that may not exist.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AskWhetherExists)), Shared]
public sealed class AskWhetherExists() : RemedyProvider("PAR104")
{
    private protected override IEnumerable<Remedy> Remedies(Place place)
    {
        // t.Next.Value: the element in the middle may be missing.
        if (place.Node is not MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax } read
            || place.Model.GetTypeInfo(read, place.Cancellation).Type is not { Name: "Real" })
        {
            yield break;
        }

        yield return new Remedy(nameof(AskWhetherExists), $"Use 0 where '{((MemberAccessExpressionSyntax)read.Expression).Name}' does not exist", Edit.Of(read, nameof(AskWhetherExists), current =>
        {
            MemberAccessExpressionSyntax element = (MemberAccessExpressionSyntax)current.Expression;
            (ExpressionSyntax asked, string question) = element.Name.Identifier.ValueText switch
            {
                "Next" => (element.Expression, "IsLast"),
                "Previous" => (element.Expression, "IsFirst"),
                _ => (element, "Exists"),
            };
            ExpressionSyntax condition = SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, asked.WithoutTrivia(), SyntaxFactory.IdentifierName(question));
            return (question == "Exists" ? Expressions.Choice(condition, current, Expressions.Number(0)) : Expressions.Choice(condition, Expressions.Number(0), current)).InPlaceOf(current, read);
        }));
    }
}
