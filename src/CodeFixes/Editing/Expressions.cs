using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Paragon.CodeFixes.Editing;

/// <summary>Expressions made of others, with parentheses only where they are needed.</summary>
internal static class Expressions
{
    /// <summary>The expression inside parentheses.</summary>
    public static ExpressionSyntax Bare(this ExpressionSyntax expression)
    {
        while (expression is ParenthesizedExpressionSyntax parenthesized)
        {
            expression = parenthesized.Expression;
        }

        return expression;
    }

    /// <summary>The expression with all parentheses around it.</summary>
    public static ExpressionSyntax Outermost(this ExpressionSyntax expression)
    {
        while (expression.Parent is ParenthesizedExpressionSyntax parenthesized)
        {
            expression = parenthesized;
        }

        return expression;
    }

    /// <summary>An expression from its text.</summary>
    public static ExpressionSyntax Parsed(string text) => SyntaxFactory.ParseExpression(text);

    /// <summary>A number as it is written in source.</summary>
    public static ExpressionSyntax Number(double value) => Parsed(
        double.IsPositiveInfinity(value) ? "double.PositiveInfinity"
        : double.IsNegativeInfinity(value) ? "double.NegativeInfinity"
        : value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Two expressions with an operator between them.</summary>
    public static BinaryExpressionSyntax Binary(SyntaxKind kind, ExpressionSyntax left, ExpressionSyntax right)
    {
        BinaryExpressionSyntax binary = SyntaxFactory.BinaryExpression(kind, Within(left, Strength(kind)), Within(right, Strength(kind) + 1));
        return binary.WithOperatorToken(binary.OperatorToken.WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space));
    }

    /// <summary>The negative of an expression; of a negative, what it is the negative of.</summary>
    public static ExpressionSyntax Negative(ExpressionSyntax expression) => expression.Bare() is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } minus
        ? minus.Operand.Bare()
        : SyntaxFactory.PrefixUnaryExpression(SyntaxKind.UnaryMinusExpression, Within(expression, Strength(SyntaxKind.UnaryMinusExpression)));

    /// <summary>A condition with its two values.</summary>
    public static ConditionalExpressionSyntax Choice(ExpressionSyntax condition, ExpressionSyntax whenTrue, ExpressionSyntax whenFalse) =>
        SyntaxFactory.ConditionalExpression(
            condition.WithoutTrivia(), Spaced(SyntaxKind.QuestionToken), whenTrue.WithoutTrivia(), Spaced(SyntaxKind.ColonToken), whenFalse.WithoutTrivia());

    /// <summary>A replacement that stands where an expression stood: with its trivia, and in parentheses where its surroundings bind tighter.</summary>
    public static ExpressionSyntax InPlaceOf(this ExpressionSyntax replacement, ExpressionSyntax current, SyntaxNode original)
    {
        bool isOperand = original.Parent is BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or MemberAccessExpressionSyntax or CastExpressionSyntax
            || (original.Parent is ConditionalExpressionSyntax choice && choice.Condition == original);
        int needed = original.Parent switch
        {
            BinaryExpressionSyntax binary => Strength(binary.Kind()) + (binary.Right == original ? 1 : 0),
            MemberAccessExpressionSyntax => Strongest,
            _ => Strength(SyntaxKind.UnaryMinusExpression),
        };
        return (isOperand ? Within(replacement, needed) : replacement).WithTriviaFrom(current);
    }

    private const int Strongest = 20;

    private static ExpressionSyntax Within(ExpressionSyntax expression, int needed)
    {
        ExpressionSyntax inside = expression.WithoutTrivia();
        return Strength(inside.Kind()) >= needed ? inside : SyntaxFactory.ParenthesizedExpression(inside);
    }

    private static int Strength(SyntaxKind kind) => kind switch
    {
        SyntaxKind.ConditionalExpression or SyntaxKind.SimpleLambdaExpression or SyntaxKind.ParenthesizedLambdaExpression => 0,
        SyntaxKind.LogicalOrExpression => 2,
        SyntaxKind.LogicalAndExpression => 3,
        SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression => 5,
        SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression => 6,
        SyntaxKind.AddExpression or SyntaxKind.SubtractExpression => 8,
        SyntaxKind.MultiplyExpression or SyntaxKind.DivideExpression or SyntaxKind.ModuloExpression => 9,
        SyntaxKind.SwitchExpression => 10,
        SyntaxKind.UnaryMinusExpression or SyntaxKind.UnaryPlusExpression or SyntaxKind.LogicalNotExpression or SyntaxKind.CastExpression => 11,
        _ => Strongest,
    };

    private static SyntaxToken Spaced(SyntaxKind kind) => SyntaxFactory.Token(kind).WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space);
}
