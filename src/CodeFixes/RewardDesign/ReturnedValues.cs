using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Paragon.CodeFixes.Editing;

namespace Paragon.CodeFixes.RewardDesign;

/// <summary>The expressions whose value a formula returns.</summary>
internal static class ReturnedValues
{
    /// <summary>What a warning about a whole formula wants changed: each value that the method around the place returns.</summary>
    public static IReadOnlyList<ExpressionSyntax> Of(Place place) =>
        place.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>() switch
        {
            { ExpressionBody.Expression: { } value } => [value],
            { Body: { } body } => [.. body.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
                .OfType<ReturnStatementSyntax>().Select(static end => end.Expression).OfType<ExpressionSyntax>()],
            _ => [],
        };

    /// <summary>Edits that make every returned value the argument of a function.</summary>
    public static IReadOnlyList<Edit> Wrapped(Place place, string function, params double[] further) =>
    [
        .. Of(place).Select(value => new Edit(value, function, current =>
            FormulaNames.Call(place, function, [((ExpressionSyntax)current).Bare(), .. further.Select(Expressions.Number)]).WithTriviaFrom(current))),
    ];
}
