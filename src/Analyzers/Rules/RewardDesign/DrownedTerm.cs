using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Analyzers.Objectives;
using Paragon.Formulas;

namespace Paragon.Analyzers.RewardDesign;

/// <summary>PAR007: a term whose range is so much larger than another's that the other does not matter.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DrownedTerm() : RewardRule(Definition)
{
    // A term that can move the reward by a twentieth of another is lost in the other's variation within a group.
    private const double Ratio = 20;

    /// <summary>The rule.</summary>
    public static Rule Definition { get; } = new(
        "PAR007", "The range of one term drowns another's",
        "'{0}' spans {1}, and '{2}' spans {3}, {4} times less: a group's baseline and deviation see the first alone. Scale them to comparable ranges.",
        Groups.RewardDesign, DiagnosticSeverity.Warning);

    private protected override IEnumerable<Finding> OfReward(StageGraph reward, CancellationToken cancellation)
    {
        (Node Value, double Span)[] terms = [.. SignedTerm.Of(reward.Value).Select(term => (term.Value, Span: Span(reward.Ranges.SharpOf(term.Value, cancellation)))).Where(term => term.Span > 0 && !double.IsInfinity(term.Span) && ReadsData(term.Value))];
        (Node Value, double Span)[] wide = [.. terms.Where(term => !Traversal.Sorted(term.Value).Any(node => node is OptionNode)).OrderByDescending(term => term.Span)];
        if (wide.Length > 0 && terms.Where(term => term.Span * Ratio < wide[0].Span).OrderBy(term => term.Span).FirstOrDefault() is { Value: not null } small)
        {
            yield return Finding.OfNode(reward, wide[0].Value, Numbers.Text(wide[0].Span), small.Value.ToString(), Numbers.Text(small.Span), Numbers.Text(wide[0].Span / small.Span));
        }
    }

    private static double Span(Interval range) => range.High - range.Low;

    private static bool ReadsData(Node node) => Traversal.Sorted(node).Any(part => part is ColumnNode or CountNode);
}
