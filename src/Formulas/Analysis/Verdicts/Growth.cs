namespace Paragon.Formulas;

/// <summary>Whether a value that is followed along an input pushed further and further grows without end.</summary>
internal static class Growth
{
    /// <summary>What counts as beyond every bound that a reward could be meant to have.</summary>
    public const double Beyond = 1e6;

    /// <summary>Scales of a push: each the square of the one before, so that a bounded value stops growing.</summary>
    public static IReadOnlyList<double> Scales { get; } = [1e1, 1e2, 1e4, 1e8, 1e16, 1e32, 1e64];

    /// <summary>
    /// Whether sizes along the scales never stop growing: the steps do not become smaller, though the last value is still
    /// finite or went beyond every bound on the way.
    /// </summary>
    public static bool IsWithoutEnd(IReadOnlyList<double> sizes)
    {
        List<double> finite = [.. sizes.TakeWhile(size => !double.IsInfinity(size) && !double.IsNaN(size))];
        if (finite.Count < sizes.Count && double.IsInfinity(sizes[finite.Count]) && finite.Exists(size => size >= Beyond))
        {
            return true;
        }

        if (finite.Count < 4)
        {
            return false;
        }

        double last = finite[finite.Count - 1] - finite[finite.Count - 2];
        double before = finite[finite.Count - 2] - finite[finite.Count - 3];
        double first = finite[finite.Count - 3] - finite[finite.Count - 4];
        return last > 1e-3 && before > 1e-3 && last >= 0.99 * before && before >= 0.99 * first;
    }
}
