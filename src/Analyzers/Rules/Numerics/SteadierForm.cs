using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Paragon.Analyzers.Numerics;

/// <summary>An expression for which the language has one function that stays exact where the expression rounds or overflows.</summary>
/// <param name="Function">The function.</param>
/// <param name="Argument">Its argument.</param>
/// <param name="IsNegated">Whether the argument's negative is meant.</param>
/// <param name="Calls">The calls that the form takes for functions of the language.</param>
internal sealed record SteadierForm(string Function, ExpressionSyntax Argument, bool IsNegated, params IReadOnlyList<InvocationExpressionSyntax> Calls)
{
    /// <summary>The steadier form of an expression by its shape, or null. Whether the calls are the language's functions is left to the caller.</summary>
    public static SteadierForm? Of(ExpressionSyntax expression) => expression switch
    {
        InvocationExpressionSyntax call when Argument1(call, "Log") is { } inside => OfLog(call, inside),
        InvocationExpressionSyntax call when Argument1(call, "LogOnePlus") is InvocationExpressionSyntax power && Argument1(power, "Exp") is { } x => new("Softplus", x, false, call, power),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.SubtractExpression } difference => OfDifference(difference),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.DivideExpression } quotient when IsOne(quotient.Left) => OfReciprocal(Bare(quotient.Right)),
        _ => null,
    };

    private static SteadierForm? OfLog(InvocationExpressionSyntax log, ExpressionSyntax inside) => inside switch
    {
        // log σ(x)
        InvocationExpressionSyntax call when Argument1(call, "Sigmoid") is { } x => new("LogSigmoid", x, false, log, call),
        // log(1 + exp(x)), log(1 + x); a count is no small number
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum when BesideOne(sum) is { } other && !IsCount(other) =>
            other is InvocationExpressionSyntax power && Argument1(power, "Exp") is { } x ? new("Softplus", x, false, log, power) : new("LogOnePlus", other, false, log),
        // log(1 - σ(x)), log(1 - exp(x)), log(1 - x)
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.SubtractExpression } difference when IsOne(difference.Left) => Bare(difference.Right) switch
        {
            InvocationExpressionSyntax call when Argument1(call, "Sigmoid") is { } x => new("LogSigmoid", x, true, log, call),
            InvocationExpressionSyntax call when Argument1(call, "Exp") is { } x => new("LogOneMinusExp", x, false, log, call),
            { } other => new("LogOnePlus", other, true, log),
        },
        _ => null,
    };

    private static SteadierForm? OfDifference(BinaryExpressionSyntax difference) =>
        IsOne(difference.Right) && Bare(difference.Left) is InvocationExpressionSyntax power && Argument1(power, "Exp") is { } x ? new("ExpMinusOne", x, false, power)
        : IsOne(difference.Left) && Bare(difference.Right) is InvocationExpressionSyntax call && Argument1(call, "Sigmoid") is { } y ? new("Sigmoid", y, true, call)
        : null;

    /// <summary>1 / (1 + exp(x)) is σ(-x).</summary>
    private static SteadierForm? OfReciprocal(ExpressionSyntax denominator) =>
        denominator is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum && BesideOne(sum) is InvocationExpressionSyntax power && Argument1(power, "Exp") is { } x
            ? new("Sigmoid", x, true, power)
            : null;

    private static ExpressionSyntax? BesideOne(BinaryExpressionSyntax sum) => IsOne(sum.Left) ? Bare(sum.Right) : IsOne(sum.Right) ? Bare(sum.Left) : null;

    private static bool IsCount(ExpressionSyntax expression) =>
        expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Count" } };

    private static bool IsOne(ExpressionSyntax expression) => Bare(expression) is LiteralExpressionSyntax { Token.Value: 1 or 1.0 };

    /// <summary>The argument of a call with one argument to a function of a name.</summary>
    private static ExpressionSyntax? Argument1(InvocationExpressionSyntax call, string name)
    {
        SimpleNameSyntax? called = call.Expression switch { SimpleNameSyntax simple => simple, MemberAccessExpressionSyntax member => member.Name, _ => null };
        return called?.Identifier.ValueText == name && call.ArgumentList.Arguments.Count == 1 ? Bare(call.ArgumentList.Arguments[0].Expression) : null;
    }

    private static ExpressionSyntax Bare(ExpressionSyntax expression) =>
        expression is ParenthesizedExpressionSyntax parenthesized ? Bare(parenthesized.Expression) : expression;
}
