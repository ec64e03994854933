using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Paragon.CodeFixes.Editing;

namespace Paragon.CodeFixes.RewardDesign;

/// <summary>PAR010: the mean over the steps in place of their sum.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AverageSteps)), Shared]
public sealed class AverageSteps() : RemedyProvider("PAR010")
{
    private protected override IEnumerable<Remedy> Remedies(Place place)
    {
        if (place.Node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: IdentifierNameSyntax { Identifier.ValueText: "Sum" } name } })
        {
            yield return new Remedy(nameof(AverageSteps), "Take the mean over the steps", Edit.Of(name, nameof(AverageSteps), static current =>
                SyntaxFactory.IdentifierName("Mean").WithTriviaFrom(current)));
        }
    }
}
