using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Paragon.Analyzers.Gradient;
using Paragon.CodeFixes.Editing;

namespace Paragon.CodeFixes.Gradient;

/// <summary>PAR303: a frozen column that no longer carries gradient, or a weight that is a constant of the update.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DetachTarget)), Shared]
public sealed class DetachTarget() : RemedyProvider(DifferentiatedTarget.Definition.Id)
{
    private protected override IEnumerable<Remedy> Remedies(Place place)
    {
        if (place.Node is not ExpressionSyntax expression)
        {
            yield break;
        }

        ColumnDeclaration? column = ColumnDeclaration.ReadIn(place).FirstOrDefault(column => column.Column.Differentiable && DifferentiatedTarget.IsFixed(column.Column.Key));
        if (column is null)
        {
            yield return new Remedy("StopGradient", "Put StopGradient around the weight", new Edit(expression.Outermost(), "StopGradient", current =>
                FormulaNames.Call(place, "StopGradient", ((ExpressionSyntax)current).Bare()).WithTriviaFrom(current)));
            yield break;
        }

        foreach (AttributeArgumentSyntax argument in Arguments(column.Syntax))
        {
            AttributeArgumentListSyntax list = (AttributeArgumentListSyntax)argument.Parent!;
            yield return new Remedy("Constant", $"Remove Differentiable from the column of '{column.Property.Name}'", Edit.Of(list, "Constant", current =>
                current.WithArguments(current.Arguments.RemoveAt(list.Arguments.IndexOf(argument)))));
        }
    }

    private static IEnumerable<AttributeArgumentSyntax> Arguments(PropertyDeclarationSyntax column) =>
        from attributes in column.AttributeLists
        from attribute in attributes.Attributes
        from argument in attribute.ArgumentList?.Arguments ?? []
        where argument.NameEquals is { Name.Identifier.ValueText: "Differentiable" }
        select argument;
}
