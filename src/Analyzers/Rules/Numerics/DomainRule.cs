using Paragon.Analyzers.Objectives;
using Paragon.Formulas;

namespace Paragon.Analyzers.Numerics;

/// <summary>A rule about operations that some declared input takes out of their domain.</summary>
/// <param name="rule">The rule.</param>
/// <param name="operations">Names of the operations.</param>
public abstract class DomainRule(Rule rule, params string[] operations) : FormulaRule(rule)
{
    private protected override IEnumerable<Finding> Examine(StageGraph stage, CancellationToken cancellation)
    {
        if (stage.Kind == StageKind.Metric || stage.Undeclared.Count > 0)
        {
            yield break;
        }

        foreach (DomainFinding finding in stage.DomainFindings(cancellation).Where(finding => operations.Contains(finding.Operation.Operation.Name) && !finding.NeedsSetOfOne))
        {
            if (finding.Verdict is Verdict.Refuted refuted && !IsMeant(stage, finding.Operation))
            {
                yield return Finding.OfNode(stage, finding.Operation, finding.Danger, refuted.Witness.Text);
            }
            else if (finding.Verdict is Verdict.Unknown unknown)
            {
                yield return Finding.Of(stage, unknown);
            }
        }
    }

    /// <summary>Whether leaving the domain takes inputs that no training has.</summary>
    private protected virtual bool IsMeant(StageGraph stage, OperationNode operation) => false;
}
