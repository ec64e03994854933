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
