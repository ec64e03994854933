using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Lowering;

namespace Paragon.Analyzers.Numerics;

/// <summary>PAR205: an expression that rounds or overflows although the language has one function for it that does not.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SteadierFormExists : DiagnosticAnalyzer
{
    /// <summary>The rule.</summary>
    public static Rule Definition { get; } = new(
        "PAR205", "A steadier form exists",
        "'{0}' is {1}({2}), which stays exact where this rounds or overflows in float32: {3}.",
        Groups.Numerics, DiagnosticSeverity.Info);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Definition.Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSyntaxNodeAction(Check, SyntaxKind.InvocationExpression, SyntaxKind.SubtractExpression, SyntaxKind.DivideExpression);
    }

    /// <summary>The steadier form of an expression whose calls are functions of the language; null where there is none, or where one of the expression around it has it.</summary>
    internal static SteadierForm? Of(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation) =>
        SteadierForm.Of(expression) is { } form && form.Calls.All(call => IsFormula(call, model, cancellation)) && !IsPartOfAnother(expression, model, cancellation) ? form : null;

    private static void Check(SyntaxNodeAnalysisContext context)
    {
        ExpressionSyntax expression = (ExpressionSyntax)context.Node;
        if (Of(expression, context.SemanticModel, context.CancellationToken) is { } form)
        {
            string argument = form.IsNegated ? $"-({OneLine(form.Argument)})" : OneLine(form.Argument);
            context.ReportDiagnostic(Diagnostic.Create(Definition.Descriptor, expression.GetLocation(), OneLine(expression), form.Function, argument, Example(form, expression)));
        }
    }

    private static string Example(SteadierForm form, ExpressionSyntax expression) => form.Function switch
    {
        "LogSigmoid" => "at -200 the sigmoid is 0 and its logarithm minus infinity, not -200",
        "Softplus" => "at 100 the exponential is infinite, not 100",
        "LogOnePlus" => "at 1e-9 the sum is 1 and the logarithm 0, not 1e-9",
        "LogOneMinusExp" => "at -1e-9 the difference is 0 and its logarithm minus infinity, not -20.7",
        "ExpMinusOne" => "at 1e-9 the difference is 0, not 1e-9",
        _ when expression.IsKind(SyntaxKind.DivideExpression) => "at 100 the exponential is infinite, and so is the derivative's denominator",
        _ => "at 30 the difference is 0, not 9.4e-14",
    };

    /// <summary>Log(1 - Sigmoid(x)) is one finding, not two.</summary>
    private static bool IsPartOfAnother(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellation)
    {
        SyntaxNode? around = expression.Parent;
        while (around is ParenthesizedExpressionSyntax or ArgumentSyntax or ArgumentListSyntax)
        {
            around = around.Parent;
        }

        return around is ExpressionSyntax outer && SteadierForm.Of(outer) is { } form && !Contains(form.Argument, expression)
            && form.Calls.All(call => IsFormula(call, model, cancellation));
    }

    private static bool Contains(ExpressionSyntax argument, ExpressionSyntax expression) => argument.Span.Contains(expression.Span);

    private static bool IsFormula(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation) =>
        model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol method && WellKnown.Is(method.ContainingType, "Formula");

    private static string OneLine(SyntaxNode node) => string.Join(" ", node.ToString().Split(['\n', '\r', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries));
}
