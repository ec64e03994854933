using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Paragon.CodeFixes.Editing;

namespace Paragon.CodeFixes.RewardDesign;

/// <summary>PAR002: learned scores compared with those of reference answers, or with the group's.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CentreReward)), Shared]
public sealed class CentreReward() : RemedyProvider("PAR002")
{
    private protected override IEnumerable<Remedy> Remedies(Place place)
    {
        if (LearnedScores.Centred(place, toReferences: true) is { Count: > 0 } references)
        {
            yield return new Remedy("References", "Subtract the mean score of the reference answers", references);
        }

        if (LearnedScores.Centred(place, toReferences: false) is { Count: > 0 } group)
        {
            yield return new Remedy("Group", "Subtract the mean score of the group", group);
        }
    }
}
