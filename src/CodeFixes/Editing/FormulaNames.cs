using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Paragon.CodeFixes.Editing;

/// <summary>The functions of <c>Paragon.Formula</c> as they are called at a place: short where the name means them there.</summary>
internal static class FormulaNames
{
    /// <summary>A call of a function at a place.</summary>
    public static InvocationExpressionSyntax Call(Place place, string function, params ExpressionSyntax[] arguments) =>
        SyntaxFactory.InvocationExpression(
            Name(place, function),
            SyntaxFactory.ArgumentList(SyntaxFactory.SeparatedList(
                arguments.Select(static argument => SyntaxFactory.Argument(argument.WithoutTrivia())),
                Enumerable.Repeat(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), Math.Max(0, arguments.Length - 1)))));

    private static ExpressionSyntax Name(Place place, string function)
    {
        int position = place.Node.SpanStart;
        if (place.Model.LookupSymbols(position, name: function) is { Length: > 0 } found && found.All(static symbol => IsFormula(symbol.ContainingType)))
        {
            return SyntaxFactory.IdentifierName(function);
        }

        string type = place.Model.LookupNamespacesAndTypes(position, name: "Formula").Any(static symbol => IsFormula(symbol as INamedTypeSymbol)) ? "Formula" : "global::Paragon.Formula";
        return SyntaxFactory.ParseExpression($"{type}.{function}");
    }

    private static bool IsFormula(INamedTypeSymbol? type) => type is { Name: "Formula", ContainingNamespace: { Name: "Paragon", ContainingNamespace.IsGlobalNamespace: true } };
}
