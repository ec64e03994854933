using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Paragon.CodeFixes.Editing;

namespace Paragon.CodeFixes.Numerics;

/// <summary>PAR203: an exponent of at most 80, whose exponential float32 still holds (it ends at 88.7).</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BoundExponent)), Shared]
public sealed class BoundExponent() : RemedyProvider("PAR203")
{
    private protected override IEnumerable<Remedy> Remedies(Place place)
    {
        if (Calls.At(place) is not ({ } call, "Exp" or "ExpMinusOne"))
        {
            yield break;
        }

        yield return new Remedy("Ceiling", "Take at most 80 as exponent", Edit.Of(call, "Ceiling", current =>
            current.WithArgument(argument => FormulaNames.Call(place, "Min", argument, Expressions.Number(80)))));
        yield return new Remedy("Clamp", "Clamp the exponent to [-80, 80]", Edit.Of(call, "Clamp", current =>
            current.WithArgument(argument => FormulaNames.Call(place, "Clamp", argument, Expressions.Number(-80), Expressions.Number(80)))));
    }
}
