using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Paragon.CodeFixes.Editing;
using Paragon.Lowering;

namespace Paragon.CodeFixes.RewardDesign;

/// <summary>The learned scores that a formula reads of its own completion, and what they are centred on.</summary>
internal static class LearnedScores
{
    /// <summary>Edits that subtract the mean of a set's scores from every score; none where a set of them is read already, or there is no set.</summary>
    /// <param name="place">A place in the formula.</param>
    /// <param name="toReferences">Whether to centre on the reference answers; else on the group.</param>
    public static IReadOnlyList<Edit> Centred(Place place, bool toReferences)
    {
        if (place.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method)
        {
            return [];
        }

        MemberAccessExpressionSyntax[] reads = [.. method.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Where(read => IsLearned(read, place))];
        bool isCompared = reads.Any(static read => read.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() is not null);
        return isCompared || !reads.All(read => CanCentre(read, place, toReferences)) ? []
            : [.. reads.Select(read => Edit.Of(read, "Centre", current => Difference(current, toReferences, Variable(method, toReferences)).InPlaceOf(current, read)))];
    }

    private static bool IsLearned(MemberAccessExpressionSyntax read, Place place) =>
        place.Model.GetSymbolInfo(read, place.Cancellation).Symbol is IPropertySymbol property && LevelProperty.Of(property) is { Kind: LevelPropertyKind.Column, Learned: true };

    /// <summary>A completion's references have a score; its group's completions have every column that it has.</summary>
    private static bool CanCentre(MemberAccessExpressionSyntax read, Place place, bool toReferences) =>
        place.Model.GetTypeInfo(read.Expression, place.Cancellation).Type is { } level && WellKnown.Is(level, "Completion")
        && (!toReferences || read.Name.Identifier.ValueText == "Score");

    private static ExpressionSyntax Difference(MemberAccessExpressionSyntax read, bool toReferences, string variable)
    {
        string owner = read.Expression.WithoutTrivia().ToString();
        string set = toReferences ? $"{owner}.References" : $"{owner}.Group.Completions";
        return Expressions.Binary(SyntaxKind.SubtractExpression, read, Expressions.Parsed($"{set}.Mean({variable} => {variable}.{read.Name})"));
    }

    /// <summary>A name that the method does not use yet.</summary>
    private static string Variable(MethodDeclarationSyntax method, bool toReferences)
    {
        string[] names = toReferences ? ["r", "reference"] : ["o", "other"];
        HashSet<string> used = [.. method.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText)];
        return names.FirstOrDefault(name => !used.Contains(name)) ?? names[1] + "Completion";
    }
}
