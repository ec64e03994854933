namespace Paragon.Algorithms;

/// <summary>Statistics over the turns of all completions of a prompt together; a pool of one turn has variance 0.</summary>
internal static class GroupTurns
{
    public static Real Count(Group g, Func<Turn, bool> belongs) => g.Completions.Sum(y => y.Turns.Where(belongs).Count());

    public static Real Mean(Group g, Func<Turn, bool> belongs, Func<Turn, Real> value) => Sum(g, belongs, value) / Max(1, Count(g, belongs));

    /// <summary>Square deviations from the mean, added up.</summary>
    public static Real Squares(Group g, Func<Turn, bool> belongs, Func<Turn, Real> value) =>
        g.Completions.Sum(y => y.Turns.Where(belongs).Sum(k => Square(value(k) - Mean(k.Completion.Group, belongs, value))));

    private static Real Sum(Group g, Func<Turn, bool> belongs, Func<Turn, Real> value) =>
        g.Completions.Sum(y => y.Turns.Where(belongs).Sum(value));
}
