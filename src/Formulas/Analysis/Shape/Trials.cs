namespace Paragon.Formulas;

/// <summary>The samples on which claims are tried: small batches with readable numbers inside the declared ranges.</summary>
internal sealed class Trials
{
    private readonly SampleBatches _batches;

    /// <summary>Samples for these graphs together.</summary>
    public Trials(params Node[] roots) => _batches = new SampleBatches(roots);

    /// <summary>Columns of the graphs.</summary>
    public IReadOnlyList<ColumnNode> Columns => _batches.Columns;

    /// <summary>Samples from consecutive seeds, families of one and two elements first.</summary>
    /// <param name="count">How many.</param>
    /// <param name="largest">Largest magnitude without a declared bound.</param>
    public IEnumerable<Sample> Take(int count, double largest = 8)
    {
        for (int seed = 0; seed < count; seed++)
        {
            yield return Tidy(_batches.Next(seed, new SampleSettings { LargestFamily = 2 + (seed % 2), LargestMagnitude = largest }));
        }
    }

    /// <summary>The sample with numbers of few digits, where that leaves them inside their ranges.</summary>
    private Sample Tidy(Sample sample)
    {
        SampleBatch batch = sample.Batch;
        foreach (ColumnNode column in _batches.Columns.Where(column => !column.IsBoolean))
        {
            batch = batch.Map(column.Domain!.Key, column.Name, (_, value) => Tidy(value, column.Range));
        }

        return new Sample(batch, _batches.Options.ToDictionary(option => option.Name, option => Tidy(sample.Options[option.Name], option.Range)));
    }

    private static double Tidy(double value, Interval range)
    {
        double rounded = Math.Abs(value) < 1e12 ? Math.Round(value, 2) : value;
        return range.Contains(rounded) && (rounded != 0 || value == 0) ? rounded : value;
    }
}
