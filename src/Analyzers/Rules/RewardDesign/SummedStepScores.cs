using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Analyzers.Objectives;
using Paragon.Formulas;

namespace Paragon.Analyzers.RewardDesign;

/// <summary>PAR008: learned step rewards that are summed as they are, so that repeating a good step pays.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SummedStepScores() : RewardRule(Definition)
{
    /// <summary>The rule.</summary>
    public static Rule Definition { get; } = new(
        "PAR008", "Learned step rewards are summed without clip or delta",
        "'{0}' grows with the number of steps: with {1} a step adds {2}, and ten copies of it add {3}. Take the mean over the steps of what levels off, Mean(s => Sigmoid(score - reference)). The published clip, Min(score - threshold, 0), and delta, the difference to the next step's score, stop the growth too, but do not level off (PAR003).",
        Groups.RewardDesign, DiagnosticSeverity.Warning);

    private protected override IEnumerable<Finding> OfReward(StageGraph reward, CancellationToken cancellation) =>
        from sum in StepSum.Of(reward.Value)
        where !sum.LooksAround && Traversal.Sorted(sum.Step).OfType<ColumnNode>().Any(column => column.IsLearned && column.Domain!.Equals(sum.Node.Link.From))
        let worth = sum.Worth()
        where worth is not null
        select Finding.OfNode(reward, sum.Node, worth.Value.Inputs, Numbers.Text(worth.Value.Gain), Numbers.Text(10 * worth.Value.Gain));
}
