namespace Paragon.Testing;

/// <summary>When two numbers agree.</summary>
internal static class Agreement
{
    /// <summary>|a − b| / (1 + |b|); 0 for equal infinities and for two NaN, infinite where only one of two is finite.</summary>
    public static double Difference(double expected, double actual) =>
        expected.Equals(actual) ? 0
        : !double.IsFinite(expected) || !double.IsFinite(actual) ? double.PositiveInfinity
        : Math.Abs(expected - actual) / (1 + Math.Abs(expected));

    /// <summary>Index of the largest of several differences.</summary>
    public static int Worst(IReadOnlyList<double> differences)
    {
        int worst = 0;
        for (int i = 1; i < differences.Count; i++)
        {
            if (differences[i] > differences[worst])
            {
                worst = i;
            }
        }

        return worst;
    }
}
