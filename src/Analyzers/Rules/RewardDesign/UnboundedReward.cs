using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Analyzers.Objectives;
using Paragon.Formulas;

namespace Paragon.Analyzers.RewardDesign;

/// <summary>PAR001: a reward without an upper or a lower bound.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnboundedReward() : RewardRule(Definition)
{
    /// <summary>The rule.</summary>
    public static Rule Definition { get; } = new(
        "PAR001", "A reward is unbounded",
        "'{0}' is unbounded: {1}. Bound it: Sigmoid(score - reference), Tanh, or Clamp.",
        Groups.RewardDesign, DiagnosticSeverity.Warning);

    private protected override IEnumerable<Finding> OfReward(StageGraph reward, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        switch (Lengths.Boundedness(reward, reward.Value, cancellation))
        {
            case Verdict.Refuted refuted:
                yield return Finding.OfStage(reward, refuted.Witness.Text);
                break;
            case Verdict.Unknown unknown:
                yield return Finding.Of(reward, unknown);
                break;
        }
    }
}
