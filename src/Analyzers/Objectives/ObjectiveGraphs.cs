using System.Collections.Concurrent;

namespace Paragon.Analyzers.Objectives;

/// <summary>
/// The formulas of an objective as graphs, with what the rules have found in them. Kept by the graphs' text, so that an edit
/// that leaves the formulas as they were costs no proof.
/// </summary>
/// <param name="stages">The formulas that the language accepts, in the order of the source.</param>
/// <param name="isComplete">Whether these are all formulas of the objective.</param>
/// <param name="cache">What is known of single formulas.</param>
internal sealed class ObjectiveGraphs(IReadOnlyList<StageGraph> stages, bool isComplete, ProofCache cache)
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<Finding>> _findings = new(StringComparer.Ordinal);
    private readonly object _gate = new();

    /// <summary>The formulas that the language accepts.</summary>
    public IReadOnlyList<StageGraph> Stages => stages;

    /// <summary>Whether these are all: false where the language refuses one, and then nobody knows what it would have said.</summary>
    public bool IsComplete => isComplete;

    /// <summary>The formulas of a kind.</summary>
    public IEnumerable<StageGraph> Of(StageKind kind) => stages.Where(stage => stage.Kind == kind);

    /// <summary>The formulas that shape a reward.</summary>
    public IEnumerable<StageGraph> Rewards => Of(StageKind.Reward);

    /// <summary>What a rule of one formula finds in each, worked out once for a formula that stays as it is.</summary>
    public IEnumerable<Finding> OfEach(string rule, Func<StageGraph, IEnumerable<Finding>> examine) =>
        stages.SelectMany(stage => cache.Findings(rule, stage, () => examine(stage)));

    /// <summary>What a rule finds, worked out once.</summary>
    /// <param name="rule">Number of the rule.</param>
    /// <param name="examine">The rule. Proofs add nodes to the graphs' builders, so no two rules work on one objective at a time.</param>
    public IReadOnlyList<Finding> Findings(string rule, Func<IEnumerable<Finding>> examine)
    {
        if (_findings.TryGetValue(rule, out IReadOnlyList<Finding>? known))
        {
            return known;
        }

        lock (_gate)
        {
            return _findings.GetOrAdd(rule, _ => [.. examine()]);
        }
    }
}
