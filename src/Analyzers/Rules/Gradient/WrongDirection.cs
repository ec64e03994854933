using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Analyzers.Objectives;
using Paragon.Formulas;

namespace Paragon.Analyzers.Gradient;

/// <summary>PAR301: a loss whose descent makes better completions less likely, or drives the policy away from its reference.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WrongDirection() : LossRule(Definition)
{
    /// <summary>The rule.</summary>
    public static Rule Definition { get; } = new(
        "PAR301", "The loss makes better completions less likely",
        "Minimising '{0}' goes the wrong way: {1}. A loss is minimised: change the sign.",
        Groups.Gradient, DiagnosticSeverity.Warning);

    private protected override IEnumerable<Finding> OfLoss(StageGraph loss, CancellationToken cancellation)
    {
        if (!loss.Value.CarriesGradient)
        {
            yield break;
        }

        cancellation.ThrowIfCancellationRequested();
        Verdict?[] verdicts = [LossDirection.OfPair(loss.Value, withProofs: false), LossDirection.OfPolicy(loss.Value, withProofs: false)];
        string? witness = verdicts.OfType<Verdict.Refuted>().FirstOrDefault()?.Witness.Text ?? PenaltySign.Reversed(loss);
        if (witness is not null)
        {
            yield return Finding.OfStage(loss, witness);
        }
    }
}
