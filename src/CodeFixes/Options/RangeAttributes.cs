using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Paragon.CodeFixes.Editing;

namespace Paragon.CodeFixes.Options;

/// <summary>A guessed <c>[Range]</c> on a property or method, with a remark for the reader to put the true bounds.</summary>
internal static class RangeAttributes
{
    private const string Space = "System.ComponentModel.DataAnnotations";

    /// <summary>The edits that declare a range.</summary>
    /// <param name="member">The property or method.</param>
    /// <param name="model">What its file means.</param>
    /// <param name="low">Lower bound.</param>
    /// <param name="high">Upper bound.</param>
    /// <param name="remark">What the reader has to do.</param>
    public static IReadOnlyList<Edit> Declare(MemberDeclarationSyntax member, SemanticModel model, double low, double high, string remark) =>
    [
        Edit.Of(member, "Range", current => With(current, member, low, high, remark)),
        .. Usings.For(member, model, Space, "RangeAttribute"),
    ];

    private static MemberDeclarationSyntax With(MemberDeclarationSyntax current, MemberDeclarationSyntax original, double low, double high, string remark)
    {
        AttributeSyntax range = SyntaxFactory.Attribute(SyntaxFactory.IdentifierName("Range"), SyntaxFactory.AttributeArgumentList(SyntaxFactory.SeparatedList(
            [SyntaxFactory.AttributeArgument(Expressions.Number(low)), SyntaxFactory.AttributeArgument(Expressions.Number(high))],
            [SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space)])));
        SyntaxTrivia line = Layout.EndOfLine(original.SyntaxTree.GetRoot());
        SyntaxTriviaList indentation = Layout.Indentation(original);
        AttributeListSyntax added = SyntaxFactory.AttributeList([range])
            .WithTrailingTrivia(SyntaxFactory.Space, SyntaxFactory.Comment($"// TODO: {remark}"), line);
        return current.AttributeLists.Count == 0
            ? current.WithLeadingTrivia(indentation).WithAttributeLists([added.WithLeadingTrivia(current.GetLeadingTrivia())])
            : current.WithAttributeLists(current.AttributeLists.Add(added.WithLeadingTrivia(indentation)));
    }
}
