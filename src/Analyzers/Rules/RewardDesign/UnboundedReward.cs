using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Analyzers.Objectives;
using Paragon.Formulas;

namespace Paragon.Analyzers.RewardDesign;

/// <summary>PAR001: a reward without an upper or a lower bound.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnboundedReward() : FormulaRule(Definition)
{
    /// <summary>The rule.</summary>
    public static Rule Definition { get; } = new(
        "PAR001", "A reward is unbounded",
        "'{0}' is unbounded: {1}. Bound it: Sigmoid(score - reference), Tanh, or Clamp.",
        Groups.RewardDesign, DiagnosticSeverity.Warning);

    private protected override IEnumerable<Finding> Examine(StageGraph stage, CancellationToken cancellation)
    {
        if (stage.Kind != StageKind.Reward || stage.Undeclared.Count > 0)
        {
            yield break;
        }

        cancellation.ThrowIfCancellationRequested();
        switch (Lengths.Boundedness(stage, stage.Value, cancellation))
        {
            case Verdict.Refuted refuted:
                yield return Finding.OfStage(stage, refuted.Witness.Text);
                break;
            case Verdict.Unknown unknown:
                yield return Finding.Of(stage, unknown);
                break;
        }
    }
}
