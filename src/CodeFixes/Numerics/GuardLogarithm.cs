using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Paragon.Analyzers.Numerics;
using Paragon.CodeFixes.Editing;

namespace Paragon.CodeFixes.Numerics;

/// <summary>PAR202: a logarithm or root of what is at least a small number, or 0. Where one function says it all, that function.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GuardLogarithm)), Shared]
public sealed class GuardLogarithm() : RemedyProvider("PAR202")
{
    private protected override IEnumerable<Remedy> Remedies(Place place)
    {
        if (Calls.At(place) is not ({ } call, "Log" or "Sqrt") found)
        {
            yield break;
        }

        if (SteadierFormExists.Of(call, place.Model, place.Cancellation) is { Function: "LogSigmoid" or "Softplus" } form)
        {
            yield return new Remedy("Steadier", $"Use {form.Function}", UseSteadierForm.Change(place, call));
            yield break;
        }

        string least = found.Function == "Log" ? "1e-12" : "0";
        yield return new Remedy("Floor", $"Take at least {least} into {found.Function}", Edit.Of(call, "Floor", current =>
            current.WithArgument(argument => FormulaNames.Call(place, "Max", argument, Expressions.Parsed(least)))));
    }
}
