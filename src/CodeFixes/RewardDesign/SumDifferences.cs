using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Paragon.CodeFixes.Editing;

namespace Paragon.CodeFixes.RewardDesign;

/// <summary>PAR008: a step's score less the next one's, so that a step more pays only by what it improves ("delta").</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SumDifferences)), Shared]
public sealed class SumDifferences() : RemedyProvider("PAR008")
{
    private protected override IEnumerable<Remedy> Remedies(Place place)
    {
        if (place.Node is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments }
            && arguments[0].Expression is SimpleLambdaExpressionSyntax { ExpressionBody: { } body } lambda
            && !body.DescendantNodes().Any(static node => node is AnonymousFunctionExpressionSyntax))
        {
            string step = lambda.Parameter.Identifier.ValueText;
            yield return new Remedy(nameof(SumDifferences), "Sum the differences to the next step (delta)", new Edit(body, nameof(SumDifferences), current => Difference((ExpressionSyntax)current, step)));
        }
    }

    private static ExpressionSyntax Difference(ExpressionSyntax score, string step)
    {
        ExpressionSyntax own = score.Bare().WithoutTrivia();
        ExpressionSyntax next = Expressions.Parsed($"{step}.Next");
        ExpressionSyntax following = own.ReplaceNodes(
            own.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Where(name => IsVariable(name, step)), (_, _) => next);
        return Expressions.Binary(SyntaxKind.SubtractExpression, own, Expressions.Choice(Expressions.Parsed($"{step}.IsLast"), Expressions.Number(0), following)).WithTriviaFrom(score);
    }

    /// <summary>Whether a name is the variable, not a member that is called like it.</summary>
    private static bool IsVariable(IdentifierNameSyntax name, string step) =>
        name.Identifier.ValueText == step && !(name.Parent is MemberAccessExpressionSyntax access && access.Name == name);
}
