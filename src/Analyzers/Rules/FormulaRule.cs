using Paragon.Analyzers.Objectives;

namespace Paragon.Analyzers;

/// <summary>A rule that looks at one formula at a time: what it found of a formula stays while that formula does.</summary>
/// <param name="rule">The rule.</param>
public abstract class FormulaRule(Rule rule) : ObjectiveRule(rule)
{
    private protected sealed override IEnumerable<Finding> Examine(ObjectiveGraphs objective, CancellationToken cancellation) =>
        objective.OfEach(SupportedDiagnostics[0].Id, stage => Examine(stage, cancellation));

    /// <summary>What the rule has to say of a formula.</summary>
    private protected abstract IEnumerable<Finding> Examine(StageGraph stage, CancellationToken cancellation);
}

/// <summary>A rule that looks at one reward at a time. Of a reward that reads a column without a declared range it says nothing.</summary>
/// <param name="rule">The rule.</param>
public abstract class RewardRule(Rule rule) : FormulaRule(rule)
{
    private protected sealed override IEnumerable<Finding> Examine(StageGraph stage, CancellationToken cancellation) =>
        stage.Kind == StageKind.Reward && stage.Undeclared.Count == 0 ? OfReward(stage, cancellation) : [];

    /// <summary>What the rule has to say of a reward.</summary>
    private protected abstract IEnumerable<Finding> OfReward(StageGraph reward, CancellationToken cancellation);
}

/// <summary>A rule that looks at one loss at a time.</summary>
/// <param name="rule">The rule.</param>
public abstract class LossRule(Rule rule) : FormulaRule(rule)
{
    private protected sealed override IEnumerable<Finding> Examine(StageGraph stage, CancellationToken cancellation) =>
        stage.Kind == StageKind.Loss ? OfLoss(stage, cancellation) : [];

    /// <summary>What the rule has to say of a loss.</summary>
    private protected abstract IEnumerable<Finding> OfLoss(StageGraph loss, CancellationToken cancellation);
}
