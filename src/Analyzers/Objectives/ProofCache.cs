using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Paragon.Analyzers.Objectives;

/// <summary>
/// Objectives by the text of their graphs, what rules of one formula found by its text, and formulas as they were read: an
/// edit of one formula leaves what is known of the others. It goes with the compilation's first reference, which stays the same object from
/// edit to edit, and forgets what two generations of formulas have not used.
/// </summary>
internal sealed class ProofCache
{
    private const int Generation = 512;
    private const int MostFindings = 16 * Generation;
    private static readonly ConditionalWeakTable<MetadataReference, ProofCache> Known = new();

    private readonly ConcurrentDictionary<(string Rule, string Formula), IReadOnlyList<Finding>> _findings = new();
    private ConcurrentDictionary<string, ObjectiveGraphs> _young = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, ObjectiveGraphs> _old = new(StringComparer.Ordinal);

    /// <summary>What was read of single formulas.</summary>
    public StageReadings Readings { get; } = new();

    /// <summary>The cache of a compilation's project.</summary>
    public static ProofCache Of(Compilation compilation) =>
        compilation.References.FirstOrDefault() is { } reference ? Known.GetValue(reference, static _ => new()) : new();

    /// <summary>What a rule finds in a formula, worked out once for all objectives that have it.</summary>
    public IReadOnlyList<Finding> Findings(string rule, StageGraph stage, Func<IEnumerable<Finding>> examine)
    {
        if (!_findings.TryGetValue((rule, stage.Text), out IReadOnlyList<Finding>? known))
        {
            known = [.. examine()];
            if (_findings.Count > MostFindings)
            {
                _findings.Clear();
            }

            _findings[(rule, stage.Text)] = known;
        }

        return [.. known.Select(finding => finding with { Stage = stage.Index })];
    }

    /// <summary>The objective of some formulas, with all that was found of it before.</summary>
    /// <param name="stages">The formulas.</param>
    /// <param name="isComplete">Whether these are all of them.</param>
    public ObjectiveGraphs Of(IReadOnlyList<StageReading> stages, bool isComplete)
    {
        string text = string.Join("\n", stages.Select(stage => stage.Text).Append(isComplete.ToString()));
        ObjectiveGraphs kept = _young.GetOrAdd(text, _ => _old.TryGetValue(text, out ObjectiveGraphs? older) ? older
            : new ObjectiveGraphs([.. stages.Select((stage, index) => new StageGraph(index, stage))], isComplete, this));
        if (_young.Count > Generation)
        {
            _old = _young;
            _young = new(StringComparer.Ordinal);
        }

        return kept;
    }
}
