using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Paragon.CodeFixes.Editing;

namespace Paragon.CodeFixes.RewardDesign;

/// <summary>PAR001: a reward inside a sigmoid, inside a hyperbolic tangent, or cut off.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BoundReward)), Shared]
public sealed class BoundReward() : RemedyProvider("PAR001")
{
    private protected override IEnumerable<Remedy> Remedies(Place place)
    {
        if (ReturnedValues.Of(place).Count == 0)
        {
            yield break;
        }

        yield return new Remedy("Sigmoid", "Bound the reward to (0, 1) by a sigmoid", ReturnedValues.Wrapped(place, "Sigmoid"));
        yield return new Remedy("Tanh", "Bound the reward to (-1, 1) by a hyperbolic tangent", ReturnedValues.Wrapped(place, "Tanh"));
        yield return new Remedy("Clamp", "Clamp the reward to [-1, 1]", ReturnedValues.Wrapped(place, "Clamp", -1, 1));
    }
}
