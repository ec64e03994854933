namespace Paragon.Analyzers.Tests.Catalogue;

/// <summary>A reward as a function of one element's own learned scores, all others being 0.</summary>
internal sealed class ScoreCurve
{
    private static readonly double[] s_right = [0, 0.003, 0.01, 0.03, 0.1, 0.3, 0.7, 1.5, 3, 4, 5, 6, 8, 12, 20, 50, 200, 1000];

    private readonly double[] _values;

    private ScoreCurve(double[] values) => _values = values;

    private static double[] Places { get; } = [.. s_right.Skip(1).Reverse().Select(place => -place), .. s_right];

    /// <summary>The curve around 0, where the element's scores equal all others.</summary>
    /// <param name="sampler">Tells the learned columns.</param>
    /// <param name="objective">The specimen.</param>
    /// <param name="reward">One of its rewards.</param>
    /// <param name="batch">The other inputs.</param>
    /// <param name="row">The element.</param>
    public static ScoreCurve Of(SpecimenSampler sampler, IObjective objective, Stage reward, PackedBatch batch, int row) => new([.. Places.Select(place =>
    {
        PackedBatch moved = batch;
        foreach (ColumnName column in sampler.Columns.Where(column => column.IsLearned).Select(SpecimenSampler.Place))
        {
            moved = moved.With(column.Level, column.Column, [.. Enumerable.Range(0, batch.Rows(column.Level)).Select(other => IsOwn(batch, column, other, reward.Level, row) ? place : 0)]);
        }

        return reward.Scalar(objective, moved, row);
    })]);

    /// <summary>Whether it never falls.</summary>
    public bool IsNondecreasing => Slopes.All(slope => slope >= -Rounding);

    /// <summary>Whether it never falls, is convex to the left of the centre and concave to the right, and level far out, but nowhere at once.</summary>
    public bool IsSaturating
    {
        get
        {
            double[] slopes = [.. Slopes];
            int half = slopes.Length / 2;
            bool convex = Enumerable.Range(1, half - 1).All(i => slopes[i] >= slopes[i - 1] - Rounding);
            bool concave = Enumerable.Range(half + 1, half - 1).All(i => slopes[i] <= slopes[i - 1] + Rounding);
            bool stops = Enumerable.Range(half, half - 1).Any(i => Stops(slopes[i], slopes[i + 1], slopes)) || Enumerable.Range(1, half).Any(i => Stops(slopes[i], slopes[i - 1], slopes));
            return _values.All(double.IsFinite) && IsNondecreasing && !stops && convex && concave && slopes[0] <= Rounding + (1e-2 * slopes.Max()) && slopes[^1] <= Rounding + (1e-2 * slopes.Max());
        }
    }

    private static bool Stops(double slope, double beyond, double[] slopes) => beyond == 0 && slope > 0.05 * slopes.Max();

    // The values are rounded, and neighbouring places are 0.003 apart.
    private double Rounding => 1e-12 * (1 + _values.Max(Math.Abs)) / 0.003;

    private IEnumerable<double> Slopes => Enumerable.Range(1, _values.Length - 1).Select(i => (_values[i] - _values[i - 1]) / (Places[i] - Places[i - 1]));

    private static bool IsOwn(PackedBatch batch, ColumnName column, int row, string level, int element) =>
        column.Level == level ? row == element
        : column.Level != "reference" && batch.Levels[column.Level].Links.TryGetValue(level, out PackedLink? parent) && parent.Target(row) == element;
}
