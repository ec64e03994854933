using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Paragon.CodeFixes.Editing;
using Paragon.Lowering;

namespace Paragon.CodeFixes.Numerics;

/// <summary>The call of a function that a warning is about: it stands on the call or on its argument.</summary>
internal static class Calls
{
    /// <summary>The call and the name of its function, or null where it is not one of the language's.</summary>
    public static (InvocationExpressionSyntax Call, string Function)? At(Place place)
    {
        SyntaxNode node = place.Node;
        if (node is ParenthesizedExpressionSyntax parenthesized)
        {
            node = parenthesized.Bare();
        }

        return OfFormula(node, place) ?? OfFormula(Around(place.Node), place);
    }

    /// <summary>A call with another first argument.</summary>
    public static InvocationExpressionSyntax WithArgument(this InvocationExpressionSyntax call, Func<ExpressionSyntax, ExpressionSyntax> change)
    {
        ArgumentSyntax argument = call.ArgumentList.Arguments[0];
        return call.ReplaceNode(argument, argument.WithExpression(change(argument.Expression.Bare()).WithTriviaFrom(argument.Expression)));
    }

    private static SyntaxNode? Around(SyntaxNode node)
    {
        SyntaxNode? around = node.Parent;
        while (around is ParenthesizedExpressionSyntax or ArgumentSyntax or ArgumentListSyntax)
        {
            around = around.Parent;
        }

        return around;
    }

    private static (InvocationExpressionSyntax, string)? OfFormula(SyntaxNode? node, Place place) =>
        node is InvocationExpressionSyntax call && place.Model.GetSymbolInfo(call, place.Cancellation).Symbol is IMethodSymbol method && WellKnown.Is(method.ContainingType, "Formula")
            ? (call, method.Name)
            : null;
}
