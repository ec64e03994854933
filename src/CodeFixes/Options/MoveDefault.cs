using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Paragon.Analyzers.Options;
using Paragon.CodeFixes.Editing;
using Paragon.Lowering;
using Interval = Paragon.Formulas.Interval;

namespace Paragon.CodeFixes.Options;

/// <summary>PAR401: the default at the nearest bound of its range.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MoveDefault)), Shared]
public sealed class MoveDefault() : RemedyProvider(DefaultOutsideRange.Definition.Id)
{
    private protected override IEnumerable<Remedy> Remedies(Place place)
    {
        if (place.Node.FirstAncestorOrSelf<PropertyDeclarationSyntax>() is { } property
            && place.Model.GetDeclaredSymbol(property, place.Cancellation) is IPropertySymbol option
            && Nearest(option, place) is { } bound)
        {
            yield return new Remedy(nameof(MoveDefault), FormattableString.Invariant($"Change the default of '{option.Name}' to {bound:R}"), Edit.Of(property, nameof(MoveDefault), current => With(current, bound)));
        }
    }

    /// <summary>The nearest bound; null where it is excluded, because then no number is the nearest one.</summary>
    private static double? Nearest(IPropertySymbol option, Place place)
    {
        if (DeclaredRange.Of(option, exclusive: false) is not { } declared || DeclaredRange.Of(option) is not { } inside
            || DeclaredOptions.Default(option, place.Model.Compilation, place.Cancellation) is not { } value)
        {
            return null;
        }

        Interval range = option.Type.SpecialType == SpecialType.System_Int32 ? new(Math.Ceiling(inside.Low), Math.Floor(inside.High)) : declared;
        double bound = value < inside.Low ? range.Low : range.High;
        return inside.Contains(bound) && !double.IsInfinity(bound) ? bound : null;
    }

    private static PropertyDeclarationSyntax With(PropertyDeclarationSyntax property, double bound)
    {
        ExpressionSyntax value = Expressions.Number(bound);
        if (property.Initializer is { } initializer)
        {
            return property.WithInitializer(initializer.WithValue(value.WithTriviaFrom(initializer.Value)));
        }

        EqualsValueClauseSyntax added = SyntaxFactory.EqualsValueClause(
            SyntaxFactory.Token(SyntaxKind.EqualsToken).WithLeadingTrivia(SyntaxFactory.Space).WithTrailingTrivia(SyntaxFactory.Space), value);
        SyntaxTriviaList end = property.GetTrailingTrivia();
        return property.WithTrailingTrivia().WithInitializer(added).WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken).WithTrailingTrivia(end));
    }
}
