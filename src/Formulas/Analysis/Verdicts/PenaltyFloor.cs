namespace Paragon.Formulas;

/// <summary>A penalty of a reward and whether it has a floor.</summary>
/// <param name="Penalty">The term.</param>
/// <param name="Verdict">Proved: the penalty is never below a number. Refuted: the witness gives a penalty that grows without end.</param>
public sealed record PenaltyFinding(SummedTerm Penalty, Verdict Verdict);

/// <summary>Whether what a reward takes away has a least value: one bad sample should not outweigh all good ones.</summary>
public static class PenaltyFloor
{
    /// <summary>A finding for each term that never adds; a term of a learned score is no penalty but the reward itself.</summary>
    /// <param name="root">The reward.</param>
    /// <param name="ranges">Ranges of its parts, or null to work them out from the declarations.</param>
    /// <param name="cancellation">Stops the search for witnesses.</param>
    public static IReadOnlyList<PenaltyFinding> Of(Node root, RangeAnalysis? ranges = null, CancellationToken cancellation = default)
    {
        ranges ??= new RangeAnalysis();
        return [.. SummedTerm.Of(root, ranges)
            .Where(term => term.IsPenalty && !Traversal.Sorted(term.Value).Any(node => node is ColumnNode { IsLearned: true }))
            .Select(term => new PenaltyFinding(term, Boundedness.Of(term.Value, ranges, cancellation)))];
    }
}
