using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Paragon.Analyzers.Numerics;
using Paragon.CodeFixes.Editing;

namespace Paragon.CodeFixes.Numerics;

/// <summary>PAR205: the one function in place of the expression.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseSteadierForm)), Shared]
public sealed class UseSteadierForm() : RemedyProvider(SteadierFormExists.Definition.Id)
{
    private protected override IEnumerable<Remedy> Remedies(Place place)
    {
        if (place.Node is ExpressionSyntax expression && SteadierFormExists.Of(expression, place.Model, place.Cancellation) is { } form)
        {
            yield return new Remedy(nameof(UseSteadierForm), $"Use {form.Function}", Change(place, expression));
        }
    }

    /// <summary>The change of one expression.</summary>
    internal static Edit Change(Place place, ExpressionSyntax expression) =>
        Edit.Of(expression.Outermost(), nameof(UseSteadierForm), current => Changed(place, expression.Outermost(), current));

    // The form again, because edits inside the argument may have changed it.
    private static ExpressionSyntax Changed(Place place, ExpressionSyntax original, ExpressionSyntax current) =>
        SteadierForm.Of(current.Bare()) is { } form
            ? FormulaNames.Call(place, form.Function, form.IsNegated ? Expressions.Negative(form.Argument) : form.Argument).InPlaceOf(current, original)
            : current;
}
