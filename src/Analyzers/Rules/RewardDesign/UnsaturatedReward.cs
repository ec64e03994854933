using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Analyzers.Objectives;
using Paragon.Formulas;

namespace Paragon.Analyzers.RewardDesign;

/// <summary>PAR003: a reward that does not grow fastest at the centre of its learned score and then ever slower.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnsaturatedReward() : RewardRule(Definition)
{
    /// <summary>The rule.</summary>
    public static Rule Definition { get; } = new(
        "PAR003", "A reward does not grow fast at the centre and then slow down",
        "'{0}' does not grow fastest at the centre and then ever slower: {1}. Put the score's difference from a reference through Sigmoid, Tanh or Atan.",
        Groups.RewardDesign, DiagnosticSeverity.Warning);

    private protected override IEnumerable<Finding> OfReward(StageGraph reward, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        switch (Saturation.Of(reward.Value))
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
