namespace Paragon.Formulas;

/// <summary>The learned scores that a reward uses: the one that judges what is rewarded, and those that it is compared with.</summary>
/// <param name="Own">The score of the rewarded element itself, or of the judges of it.</param>
/// <param name="Others">The other learned columns: references' scores.</param>
/// <param name="IsOwnLevel">Whether the own score stands on the reward's level or above it, so that one element of it is the own one.</param>
internal sealed record LearnedScores(ColumnNode Own, IReadOnlyList<ColumnNode> Others, bool IsOwnLevel)
{
    private const string ReferenceLevel = "reference";

    /// <summary>How the own score moves alone.</summary>
    public Direction Direction => IsOwnLevel ? Direction.Own(Own) : Direction.AllOf(Own);

    /// <summary>The learned scores of a formula, once for each that may be its own; none where it uses none but references'.</summary>
    public static IReadOnlyList<LearnedScores> Of(Node formula)
    {
        List<ColumnNode> learned = [.. Traversal.Sorted(formula).OfType<ColumnNode>().Where(column => column.IsLearned && !column.IsBoolean)];
        List<ColumnNode> onLevel = learned.FindAll(column => column.Domain!.Equals(formula.Domain));
        List<ColumnNode> own = onLevel.Count > 0 ? onLevel : learned.FindAll(column => column.Domain!.Key != ReferenceLevel);
        return [.. own.Select(column => new LearnedScores(column, learned.FindAll(other => other != column), column.Domain!.Equals(formula.Domain) || IsAbove(formula, column)))];
    }

    private static bool IsAbove(Node formula, ColumnNode column) =>
        Traversal.Sorted(formula).OfType<GatherNode>().Any(gather =>
            gather.Link is DeclaredLink link && link.To.Equals(column.Domain) && link.From.Equals(formula.Domain) && link.Name == link.To.Key);
}
