using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Paragon.CodeFixes.Editing;

namespace Paragon.CodeFixes.RewardDesign;

/// <summary>PAR005: a penalty that takes at most 1 from a reward.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FloorPenalty)), Shared]
public sealed class FloorPenalty() : RemedyProvider("PAR005")
{
    private protected override IEnumerable<Remedy> Remedies(Place place)
    {
        if (place.Node is not ExpressionSyntax penalty)
        {
            yield break;
        }

        ExpressionSyntax original = penalty.Outermost();
        bool isSubtracted = original.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.SubtractExpression } difference && difference.Right == original;
        (string function, double bound, string title) = isSubtracted ? ("Min", 1, "Subtract at most 1") : ("Max", -1d, "Give the penalty a floor of -1");
        yield return new Remedy(nameof(FloorPenalty), title, new Edit(original, nameof(FloorPenalty), current =>
            FormulaNames.Call(place, function, ((ExpressionSyntax)current).Bare(), Expressions.Number(bound)).WithTriviaFrom(current)));
    }
}
