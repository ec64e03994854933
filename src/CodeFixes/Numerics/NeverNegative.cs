using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Paragon.CodeFixes.Editing;
using Paragon.Lowering;

namespace Paragon.CodeFixes.Numerics;

/// <summary>Expressions that are 0 or more whatever the batch holds, as far as their shape and the declared ranges say.</summary>
internal static class NeverNegative
{
    private static readonly HashSet<string> s_functions =
        ["SampleStd", "PopulationStd", "SampleVariance", "PopulationVariance", "Count", "Rank", "Abs", "Square", "Sqrt", "Exp", "Sigmoid", "Softplus"];

    private static readonly HashSet<string> s_reductions = ["Sum", "Mean", "Min", "Max", "Median", "Sorted"];

    /// <summary>Whether an expression is one of them.</summary>
    public static bool Is(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation) => expression.Bare() switch
    {
        LiteralExpressionSyntax => true,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.MultiplyExpression or (int)SyntaxKind.DivideExpression } both =>
            Is(both.Left, model, cancellation) && Is(both.Right, model, cancellation),
        InvocationExpressionSyntax call => IsCall(call, model, cancellation),
        IdentifierNameSyntax or MemberAccessExpressionSyntax => IsNamed((ExpressionSyntax)expression.Bare(), model, cancellation),
        _ => false,
    };

    private static bool IsCall(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol { ContainingType: var type } method || !(WellKnown.Is(type, "Formula") || WellKnown.Is(type, "Elements")))
        {
            return false;
        }

        SeparatedSyntaxList<ArgumentSyntax> arguments = call.ArgumentList.Arguments;
        return s_functions.Contains(method.Name)
            || (WellKnown.Is(type, "Formula") && method.Name == "Max" && arguments.Any(argument => Is(argument.Expression, model, cancellation)))
            || (WellKnown.Is(type, "Elements") && s_reductions.Contains(method.Name) && arguments[0].Expression is SimpleLambdaExpressionSyntax { ExpressionBody: { } body } && Is(body, model, cancellation));
    }

    /// <summary>A local has the value that it is declared with; a column or an option says its range.</summary>
    private static bool IsNamed(ExpressionSyntax name, SemanticModel model, CancellationToken cancellation) => model.GetSymbolInfo(name, cancellation).Symbol switch
    {
        ILocalSymbol local => local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: { } value } && Is(value, model, cancellation),
        IPropertySymbol property => DeclaredRange.Of(property) is { Low: >= 0 },
        _ => false,
    };
}
