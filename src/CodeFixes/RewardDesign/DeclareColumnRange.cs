using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Paragon.Analyzers.RewardDesign;
using Paragon.CodeFixes.Editing;
using Paragon.CodeFixes.Options;

namespace Paragon.CodeFixes.RewardDesign;

/// <summary>PAR004: a range for a column, at its declaration, wherever in the solution that is.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DeclareColumnRange)), Shared]
public sealed class DeclareColumnRange() : RemedyProvider(UndeclaredRange.Definition.Id)
{
    private protected override IEnumerable<Remedy> Remedies(Place place)
    {
        foreach (ColumnDeclaration column in ColumnDeclaration.ReadIn(place).Where(column => column.LacksRange))
        {
            double low = Math.Min(0, column.Default);
            double high = Math.Max(1, column.Default);
            yield return new Remedy(
                nameof(DeclareColumnRange), FormattableString.Invariant($"Declare a range of '{column.Property.Name}', to begin with [{low:R}, {high:R}]"),
                RangeAttributes.Declare(column.Syntax, column.Model, low, high, $"the values that '{column.Property.Name}' can have; these bounds are a guess"));
        }
    }
}
