using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Paragon.Analyzers.Options;
using Paragon.CodeFixes.Editing;

namespace Paragon.CodeFixes.Options;

/// <summary>PAR403: a range for an option, guessed around its default.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DeclareOptionRange)), Shared]
public sealed class DeclareOptionRange() : RemedyProvider(UndeclaredOptionRange.Definition.Id)
{
    private protected override IEnumerable<Remedy> Remedies(Place place)
    {
        if (place.Node.FirstAncestorOrSelf<PropertyDeclarationSyntax>() is not { } property
            || place.Model.GetDeclaredSymbol(property, place.Cancellation) is not IPropertySymbol option
            || DeclaredOptions.Default(option, place.Model.Compilation, place.Cancellation) is not { } value
            || double.IsNaN(value) || double.IsInfinity(value))
        {
            yield break;
        }

        (double low, double high) = Around(value);
        yield return new Remedy(
            nameof(DeclareOptionRange), FormattableString.Invariant($"Declare a range of '{option.Name}', to begin with [{low:R}, {high:R}]"),
            RangeAttributes.Declare(property, place.Model, low, high, FormattableString.Invariant($"the values that '{option.Name}' can have; these bounds are a guess from its default")));
    }

    /// <summary>The least range that a default suggests: [0, 1], or up to the next power of ten; both signs where it is negative.</summary>
    private static (double Low, double High) Around(double value)
    {
        double high = 1;
        while (high < Math.Abs(value))
        {
            high *= 10;
        }

        return (value < 0 ? -high : 0, high);
    }
}
