using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Analyzers.Objectives;
using Paragon.Formulas;

namespace Paragon.Analyzers.RewardDesign;

/// <summary>PAR010: step rewards that a wrong answer collects too, in any number, so that they outweigh the outcome.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UngatedSteps() : RewardRule(Definition)
{
    /// <summary>The rule.</summary>
    public static Rule Definition { get; } = new(
        "PAR010", "A dense reward is not gated by the outcome",
        "'{0}' counts whatever the outcome, and each step adds up to {1} (with {2}), so a failed answer of {3} such steps is worth more than all of '{4}' ({5}). Count it only where the outcome passes, or take the mean over the steps.",
        Groups.RewardDesign, DiagnosticSeverity.Info);

    private protected override IEnumerable<Finding> OfReward(StageGraph reward, CancellationToken cancellation)
    {
        if (reward.Level.Key != "completion" || Outcome(reward) is not { } outcome)
        {
            yield break;
        }

        double span = outcome.Range.High - outcome.Range.Low;
        foreach (StepSum sum in StepSum.Of(reward.Value).Where(sum => !sum.IsGated && !sum.LooksAround && !IsLearned(sum)))
        {
            if (sum.Worth() is { } worth)
            {
                yield return Finding.OfNode(
                    reward, sum.Node, Numbers.Text(worth.Gain), worth.Inputs, Numbers.Text(Math.Floor(span / worth.Gain) + 1), outcome.Label ?? outcome.Name, Numbers.Text(span));
            }
        }
    }

    /// <summary>A column of the completion with a bounded range that is added as it is: what the answer is judged by.</summary>
    private static ColumnNode? Outcome(StageGraph stage) => SignedTerm.Of(stage.Value)
        .Where(term => !term.IsSubtracted).Select(term => term.Value).OfType<ColumnNode>()
        .FirstOrDefault(column => !column.IsLearned && column.Domain!.Equals(stage.Level) && !double.IsInfinity(column.Range.High - column.Range.Low));

    // PAR008 speaks of these.
    private static bool IsLearned(StepSum sum) => Traversal.Sorted(sum.Step).OfType<ColumnNode>().Any(column => column.IsLearned);
}
