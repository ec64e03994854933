using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Paragon.CodeFixes.Editing;

namespace Paragon.CodeFixes.RewardDesign;

/// <summary>PAR005: a penalty of at most 1.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FloorPenalty)), Shared]
public sealed class FloorPenalty() : RemedyProvider("PAR005")
{
    private protected override IEnumerable<Remedy> Remedies(Place place)
    {
        if (place.Node is ExpressionSyntax penalty)
        {
            yield return new Remedy(nameof(FloorPenalty), "Give the penalty a floor of -1", new Edit(penalty.Outermost(), nameof(FloorPenalty), current =>
                FormulaNames.Call(place, "Max", ((ExpressionSyntax)current).Bare(), Expressions.Number(-1)).WithTriviaFrom(current)));
        }
    }
}
