namespace Paragon.Formulas;

/// <summary>One input taken further and further: toward infinity, or toward an end of its declared range.</summary>
/// <param name="Describe">The input's name.</param>
/// <param name="At">The sample with the input at a scale (10, 100, 10⁴, ...), or null where its range does not reach there.</param>
internal sealed record Push(string Describe, Func<Sample, double, Sample?> At)
{
    /// <summary>All pushes of a graph's inputs.</summary>
    public static IEnumerable<Push> Of(SampleBatches batches, RangeAssumptions assumptions)
    {
        foreach (ColumnNode column in batches.Columns.Where(column => !column.IsBoolean).OrderBy(column => column.IsLearned ? 0 : 1))
        {
            Interval range = assumptions.Columns(column) ?? column.Range;
            foreach (Func<double, double?> way in Ways(range))
            {
                // one element first: what is measured against its group does not move when all move together
                foreach (bool all in new[] { false, true })
                {
                    yield return new Push(column.Name, (sample, scale) => way(scale) is { } value && sample.Batch.Column(column.Domain!.Key, column.Name) is { } values
                        && (!all || values.Count > 1)
                        ? sample with { Batch = sample.Batch.With(column.Domain.Key, column.Name, [.. values.Select((old, row) => all || row == 0 ? value : old)]) }
                        : null);
                }
            }
        }

        foreach (OptionNode option in batches.Options.Where(option => !option.IsBoolean))
        {
            foreach (Func<double, double?> way in Ways(assumptions.Options(option) ?? option.Range))
            {
                yield return new Push(option.Name, (sample, scale) => way(scale) is { } value ? sample.WithOption(option.Name, value) : null);
            }
        }
    }

    private static IEnumerable<Func<double, double?>> Ways(Interval range)
    {
        double width = range.IsFinite() ? range.High - range.Low : 1;
        double? Inside(double value) => range.Contains(value) ? value : null;
        yield return double.IsInfinity(range.High) ? scale => Inside(scale) : scale => Inside(range.High - (width / scale));
        yield return double.IsInfinity(range.Low) ? scale => Inside(-scale) : scale => Inside(range.Low + (width / scale));

        // toward 0, where many formulas divide
        if (range.Low < 0 && range.High > 0)
        {
            yield return scale => Inside(1 / scale);
            yield return scale => Inside(-1 / scale);
        }
    }
}
