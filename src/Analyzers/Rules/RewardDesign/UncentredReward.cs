using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Analyzers.Objectives;
using Paragon.Formulas;

namespace Paragon.Analyzers.RewardDesign;

/// <summary>PAR002: a reward that changes when one constant is added to every learned score, and no advantage takes that away.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UncentredReward() : ObjectiveRule(Definition)
{
    /// <summary>The rule.</summary>
    public static Rule Definition { get; } = new(
        "PAR002", "A reward is not centred",
        "'{0}' depends on the origin of the learned scores, which means nothing: {1}. {2}.",
        Groups.RewardDesign, DiagnosticSeverity.Warning);

    private protected override IEnumerable<Finding> Examine(ObjectiveGraphs objective, CancellationToken cancellation)
    {
        IReadOnlyList<Stage> advantages = [.. objective.Of(StageKind.Advantage).Select(advantage => new Stage(WithBaseline(advantage), advantage.Level.Key, advantage.Column))];
        foreach (StageGraph stage in objective.Rewards.Where(stage => stage.Undeclared.Count == 0))
        {
            cancellation.ThrowIfCancellationRequested();
            Centring? centring = Centring.Of(stage.Value, stage.Column, advantages);
            switch (centring?.Verdict)
            {
                case Verdict.Refuted refuted:
                    yield return Finding.OfStage(stage, refuted.Witness.Text, Advice(centring));
                    break;
                case Verdict.Unknown unknown:
                    yield return Finding.Of(stage, unknown);
                    break;
            }
        }
    }

    /// <summary>
    /// The reward of the greedy answer moves with the scores as the reward of any other answer to the prompt does: the mean of
    /// the group stands for it.
    /// </summary>
    private static Node WithBaseline(StageGraph advantage)
    {
        GraphBuilder b = advantage.Builder;
        Domain completion = new("completion");
        DeclaredLink group = new(completion, "group", new Domain("group"), false);
        return Rewriting.Replace(b, advantage.Value, (node, _) =>
            node is ColumnNode { Name: "baseline_reward" } && node.Domain!.Equals(completion)
                ? b.Gather(group, b.Reduce(Reduction.Mean, group, b.Column(completion, "reward")))
                : null);
    }

    private static string Advice(Centring centring) => centring.SubtractingAdvantage >= 0
        ? "The advantage subtracts a baseline from the reward, but behind what bends the score that is too late: subtract a reference's score before it (score - reference)"
        : "Use differences of scores: y.References.Mean(r => Sigmoid(y.Score - r.Score)), or subtract the group's mean in an [Advantage]";
}
