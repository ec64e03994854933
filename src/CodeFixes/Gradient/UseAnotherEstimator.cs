using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Paragon.CodeFixes.Editing;
using Paragon.Lowering;

namespace Paragon.CodeFixes.Gradient;

/// <summary>PAR304: k2 or k3 in place of k1, by the library's formula where the project has it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseAnotherEstimator)), Shared]
public sealed class UseAnotherEstimator() : RemedyProvider("PAR304")
{
    private const string Library = "KlEstimators";
    private const string LibrarySpace = "Paragon.Algorithms";

    private protected override IEnumerable<Remedy> Remedies(Place place)
    {
        if (place.Node is not ExpressionSyntax expression || LogRatio(expression, place) is not ({ } policy, { } reference, var isReversed))
        {
            yield break;
        }

        yield return Remedy("K2", "Use k2, whose gradient is that of the KL divergence", "Square({0} - {1}) / 2");
        yield return Remedy("K3", "Use k3, whose gradient is that of the KL divergence the other way round", "ExpMinusOne({1} - {0}) - ({1} - {0})");

        Remedy Remedy(string estimator, string title, string formula)
        {
            bool hasLibrary = place.Model.Compilation.GetTypeByMetadataName($"{LibrarySpace}.{Library}") is not null;
            string text = hasLibrary ? $"{Library}.{estimator}({policy}, {reference})" : string.Format(System.Globalization.CultureInfo.InvariantCulture, formula, policy, reference);
            ExpressionSyntax original = expression.Outermost();
            return new Remedy(estimator, title,
            [
                Edit.Of(original, estimator, current => Signed(Expressions.Parsed(text), isReversed).InPlaceOf(current, original)),
                .. hasLibrary ? Usings.For(expression, place.Model, LibrarySpace, Library) : [],
            ]);
        }
    }

    private static ExpressionSyntax Signed(ExpressionSyntax estimate, bool isReversed) => isReversed ? Expressions.Negative(estimate) : estimate;

    /// <summary>The two log-probabilities of log π - log π_ref, of its negative, or of a call of the library's k1.</summary>
    private static (ExpressionSyntax Policy, ExpressionSyntax Reference, bool IsReversed)? LogRatio(ExpressionSyntax expression, Place place) => expression.Bare() switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.SubtractExpression } difference =>
            IsPolicy(difference.Left, place) ? (Operand(difference.Left), Operand(difference.Right), false)
            : IsPolicy(difference.Right, place) ? (Operand(difference.Right), Operand(difference.Left), true)
            : null,
        InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 2 } arguments } call
            when place.Model.GetSymbolInfo(call, place.Cancellation).Symbol is IMethodSymbol { Name: "K1", ContainingType.Name: Library } => (Operand(arguments[0].Expression), Operand(arguments[1].Expression), false),
        _ => null,
    };

    private static bool IsPolicy(ExpressionSyntax expression, Place place) =>
        place.Model.GetSymbolInfo(expression.Bare(), place.Cancellation).Symbol is IPropertySymbol property && LevelProperty.Of(property) is { Differentiable: true };

    private static ExpressionSyntax Operand(ExpressionSyntax expression) => expression.Bare().WithoutTrivia();
}
