using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Paragon.CodeFixes.Editing;
using Paragon.CodeFixes.RewardDesign;
using Paragon.Lowering;

namespace Paragon.CodeFixes.Gradient;

/// <summary>
/// PAR301: the loss with the other sign. Not where a reference policy is read: then the sign of the penalty may be the wrong
/// one, and that of the rest right.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NegateLoss)), Shared]
public sealed class NegateLoss() : RemedyProvider("PAR301")
{
    private protected override IEnumerable<Remedy> Remedies(Place place)
    {
        if (place.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method && ReturnedValues.Of(place) is { Count: > 0 } values && !MayReadReference(method, place))
        {
            yield return new Remedy(nameof(NegateLoss), "Change the sign of the loss",
            [
                .. values.Select(value => new Edit(value, nameof(NegateLoss), static current => Expressions.Negative(((ExpressionSyntax)current).Bare()).WithTriviaFrom(current))),
            ]);
        }
    }

    /// <summary>Whether the formula reads a reference's column, or calls one that may.</summary>
    private static bool MayReadReference(MethodDeclarationSyntax method, Place place) => method.DescendantNodes().Any(node => node switch
    {
        InvocationExpressionSyntax => place.Model.GetSymbolInfo(node, place.Cancellation).Symbol is not IMethodSymbol called || !(WellKnown.Is(called.ContainingType, "Formula") || WellKnown.Is(called.ContainingType, "Elements")),
        MemberAccessExpressionSyntax => place.Model.GetSymbolInfo(node, place.Cancellation).Symbol is IPropertySymbol property && LevelProperty.Of(property) is { } column && column.Key.StartsWith("ref", StringComparison.Ordinal),
        _ => false,
    });
}
