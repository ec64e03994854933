using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Analyzers.Objectives;
using Paragon.Formulas;

namespace Paragon.Analyzers.RewardDesign;

/// <summary>PAR005: a term that only takes away, and without end.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnflooredPenalty() : RewardRule(Definition)
{
    /// <summary>The rule.</summary>
    public static Rule Definition { get; } = new(
        "PAR005", "A penalty has no floor",
        "The penalty '{0}' has no floor: {1}. One bad answer outweighs every good one; write Max(-1, penalty).",
        Groups.RewardDesign, DiagnosticSeverity.Warning);

    private protected override IEnumerable<Finding> OfReward(StageGraph reward, CancellationToken cancellation)
    {
        foreach (SignedTerm term in SignedTerm.Of(reward.Value).Where(term => term.Value is not ColumnNode && !term.Reads(column => column.IsLearned)))
        {
            Interval range = reward.Ranges.Of(term.Value);
            if (!double.IsInfinity(term.IsSubtracted ? range.High : range.Low))
            {
                continue;
            }

            range = reward.Ranges.SharpOf(term.Value, cancellation);
            bool isPenalty = term.IsSubtracted ? range.Low >= 0 && double.IsInfinity(range.High) : range.High <= 0 && double.IsInfinity(range.Low);
            Node value = term.IsSubtracted ? reward.Builder.Negate(term.Value) : term.Value;
            if (isPenalty && Lengths.Boundedness(reward, value, cancellation) is Verdict.Refuted refuted)
            {
                yield return Finding.OfNode(reward, term.Value, refuted.Witness.Text);
            }
        }
    }
}
