namespace Paragon.Formulas;

/// <summary>
/// Looks for an own score at which a reward does not saturate around its centre: it falls, grows faster than at the centre,
/// never slows, or stops at once.
/// </summary>
internal sealed class SaturationTrial
{
    private const int Samples = 5;
    private const double Far = 1e9, Near = 100;

    // No smooth curve goes from this share of its largest slope to none between two places of the grid.
    private const double Abrupt = 0.05;
    private static readonly double[] _grid = [-20, -10, -6, -5.01, -4.99, -4, -3, -2, -1, -0.5, -0.1, 0, 0.1, 0.5, 1, 2, 3, 4, 4.99, 5.01, 6, 10, 20];

    private readonly Node _formula;
    private readonly LearnedScores _scores;
    private readonly Node? _slope;

    public SaturationTrial(Proofs proofs, Node formula, LearnedScores scores)
    {
        (_formula, _scores) = (formula, scores);
        _slope = DirectionalDerivative.Of(proofs, formula, scores.Direction, scores.Direction.Start) is { Value: { } slope } ? slope : null;
    }

    /// <summary>The input and what it shows, or null.</summary>
    public Witness? Witness()
    {
        return In(sample => Placed(sample, _ => 0), isSpread: false) ?? In(sample => Placed(sample, row => row % 2 == 0 ? 1 : -1), isSpread: true);
    }

    /// <summary>The first witness among samples whose learned scores are all at the centre, or spread around it.</summary>
    private Witness? In(Func<Sample, Sample> placed, bool isSpread)
    {
        foreach (Sample sample in new Trials(_formula).Take(Samples).Select(placed))
        {
            for (int element = 0; element < Math.Min(2, sample.Batch.Column(_scores.Own.Domain!.Key, _scores.Own.Name)?.Count ?? 0); element++)
            {
                if (Row(sample, element) is { } row && Find(sample, element, row, isSpread) is { } text)
                {
                    return new Witness(sample.Batch, sample.Options, row, text);
                }
            }
        }

        return null;
    }

    /// <summary>The sample with learned scores at given places, and options without a range as they are meant: above 0.</summary>
    private Sample Placed(Sample sample, Func<int, double> place)
    {
        SampleBatch batch = _scores.Others.Append(_scores.Own).Aggregate(sample.Batch, (all, column) =>
            all.Map(column.Domain!.Key, column.Name, (row, _) => Inside(place(row), column.Range)));
        Sample centred = sample with { Batch = batch };
        return Traversal.Sorted(_formula).OfType<OptionNode>().Where(option => option.Range == Interval.All && !option.IsBoolean)
            .Aggregate(centred, (all, option) => all.WithOption(option.Name, all.Options[option.Name] == 0 ? 1 : Math.Abs(all.Options[option.Name])));
    }

    private string? Find(Sample sample, int element, int row, bool isSpread)
    {
        double centre = isSpread ? 0 : sample.Batch.Column(_scores.Own.Domain!.Key, _scores.Own.Name)![element];
        double[] grid = [.. _grid.Where(z => _scores.Own.Range.Contains(centre + z))];
        double Value(double z) => Moved(sample, element, centre + z).Evaluate(_formula)[_formula.Domain is null ? 0 : row];
        double Slope(double z) => _slope is null ? (Value(z + 1e-4) - Value(z - 1e-4)) / 2e-4 : Evaluated(Moved(sample, element, centre + z), element)[_slope.Domain is null ? 0 : row];
        string At(double z) => $"{_scores.Own.Name} = {(isSpread ? "" : CentreName(centre))}{(z < 0 ? "-" : "+")} {WitnessText.Number(Math.Abs(z))}".Replace("= + ", "= ").Replace("= - ", "= -");
        string Given() => Others(sample, row, withLearned: isSpread);
        double[] values = [.. grid.Select(Value)], slopes = [.. grid.Select(Slope)];
        double atCentre = Slope(0);
        if (values.Concat(slopes).Append(atCentre).Any(value => double.IsNaN(value) || double.IsInfinity(value)))
        {
            return null;
        }

        for (int i = 1; i < grid.Length; i++)
        {
            if (values[i] < values[i - 1] - (1e-9 * (1 + Math.Abs(values[i]))))
            {
                return $"it falls from {WitnessText.Number(values[i - 1])} at {At(grid[i - 1])} to {WitnessText.Number(values[i])} at {At(grid[i])}{Given()}";
            }
        }

        // Between the smallest and the largest of several scores the growth may be greatest anywhere.
        int steepest = isSpread ? -1 : Array.IndexOf(slopes, slopes.DefaultIfEmpty(0).Max());
        if (steepest >= 0 && slopes[steepest] > (atCentre * 1.001) + 1e-6)
        {
            return $"slope {WitnessText.Number(atCentre)} at the centre, {WitnessText.Number(slopes[steepest])} at {At(grid[steepest])}{Given()}";
        }

        if (atCentre < 1e-6)
        {
            return null;
        }

        foreach (double side in new[] { 1.0, -1.0 })
        {
            if (_scores.Own.Range.Contains(side * 2 * Far) && (Value(side * 2 * Far) - Value(side * Far)) / (side * Far) is var far && far > 0.05 * atCentre)
            {
                double near = (Value(side * 2 * Near) - Value(side * Near)) / (side * Near);
                (double at, double slope) = Math.Abs(near - far) < 0.01 * far ? (side * Near, near) : (side * Far, far);
                return $"slope {WitnessText.Number(atCentre)} at the centre and still {WitnessText.Number(slope)} at {At(at)}{Given()}";
            }

            if (End(grid, slopes, side, Abrupt * atCentre) is { } end)
            {
                return $"slope {WitnessText.Number(slopes[end])} at {At(grid[end])} and none from {At(grid[end + (int)side])} on: the growth stops at once, and what lies beyond is not told apart{Given()}";
            }
        }

        return null;
    }

    /// <summary>The last place with a slope, seen from the centre, where it is still large and there is none beyond; null for another end.</summary>
    private static int? End(double[] grid, double[] slopes, double side, double large)
    {
        int step = (int)side, last = side > 0 ? grid.Length - 1 : 0;
        for (int at = last; at >= 0 && at < grid.Length && grid[at] * side >= 0; at -= step)
        {
            if (slopes[at] != 0)
            {
                return at != last && slopes[at] > large ? at : null;
            }
        }

        return null;
    }

    private double[] Evaluated(Sample sample, int element)
    {
        SampleBatch batch = sample.Batch;
        foreach (ColumnNode moving in Traversal.Sorted(_slope!).OfType<ColumnNode>().Where(column => column.Name == Direction.MovingColumn))
        {
            batch = batch.With(moving.Domain!.Key, moving.Name, [.. Enumerable.Range(0, batch.Rows(moving.Domain.Key)).Select(row => row == element ? 1.0 : 0.0)]);
        }

        return (sample with { Batch = batch }).Evaluate(_slope!);
    }

    private Sample Moved(Sample sample, int element, double value) => sample with
    {
        Batch = sample.Batch.Map(_scores.Own.Domain!.Key, _scores.Own.Name, (row, old) => row == element || !_scores.IsOwnLevel ? value : old),
    };

    /// <summary>A row of the formula whose own score is the element's.</summary>
    private int? Row(Sample sample, int element)
    {
        if (_formula.Domain is null || _formula.Domain.IsBatch || !_scores.IsOwnLevel)
        {
            return 0;
        }

        if (_formula.Domain.Equals(_scores.Own.Domain))
        {
            return element;
        }

        GatherNode? parent = Traversal.Sorted(_formula).OfType<GatherNode>().FirstOrDefault(gather => gather.Link.From.Equals(_formula.Domain) && gather.Link.To.Equals(_scores.Own.Domain));
        int row = parent is null ? -1 : Array.IndexOf(new LinkTable(sample.Batch).Targets(parent.Link), element);
        return row < 0 ? null : row;
    }

    private string CentreName(double centre) =>
        _scores.Others.Count > 0 ? $"{_scores.Others[0].Domain}.{_scores.Others[0].Name} " : centre == 0 ? "" : $"{WitnessText.Number(centre)} ";

    /// <summary>What else the formula reads.</summary>
    private string Others(Sample sample, int row, bool withLearned)
    {
        string inputs = WitnessText.Inputs(_formula, sample, row, column => withLearned ? column != _scores.Own || sample.Batch.Column(column.Domain!.Key, column.Name)!.Count > 1 : !column.IsLearned);
        return inputs.Length == 0 ? "" : $", with {inputs}";
    }

    private static double Inside(double value, Interval range) => Math.Min(Math.Max(value, range.Low), range.High);
}
