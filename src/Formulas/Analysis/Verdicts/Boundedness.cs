namespace Paragon.Formulas;

/// <summary>Whether a result stays between two numbers for all declared inputs.</summary>
public static class Boundedness
{
    private const int RandomStarts = 4;
    private const int MostEvaluations = 800;
    private static readonly double[] _sizes = [4, 16, 64, 256];

    // A limit of some thousand tokens shows its effect beyond it only. Joins would have millions of rows there.
    private static readonly double[] _largeSizes = [16, 128, 1024, 4096];

    /// <summary>
    /// Proved with the range, refuted with an input at which the result is beyond every bound and still grows, or unknown
    /// with the smallest part whose range is infinite though those of its parts are not.
    /// </summary>
    /// <param name="root">The result.</param>
    /// <param name="ranges">Ranges of its parts, or null to work them out from the declarations.</param>
    /// <param name="cancellation">Stops the search for a witness.</param>
    public static Verdict Of(Node root, RangeAnalysis? ranges = null, CancellationToken cancellation = default)
    {
        ranges ??= new RangeAnalysis();
        Interval range = ranges.Of(root);
        range = range.IsFinite() ? range : ranges.SharpOf(root, cancellation);
        return range.IsFinite() ? new Verdict.Proved($"It stays between {WitnessText.Number(Tidy(range.Low))} and {WitnessText.Number(Tidy(range.High))}.")
            : Refute(root, ranges, cancellation) is { } witness ? new Verdict.Refuted(witness)
            : Culprit.OfInfinity(root, ranges);
    }

    /// <summary>An end without what rounding outward added to it.</summary>
    internal static double Tidy(double end)
    {
        double rounded = Math.Abs(end) < 1e9 ? Math.Round(end, 9) : end;
        return Math.Abs(end - rounded) <= 1e-12 * Math.Max(1, Math.Abs(end)) ? rounded + 0.0 : end;
    }

    private static Witness? Refute(Node root, RangeAnalysis ranges, CancellationToken cancellation)
    {
        SampleBatches batches = new(root);
        int evaluations = 0;
        foreach (Sample start in Starts(batches, ranges.Assumptions))
        {
            foreach (Push push in Push.Of(batches, ranges.Assumptions))
            {
                cancellation.ThrowIfCancellationRequested();
                if (evaluations > MostEvaluations)
                {
                    break;
                }

                evaluations += Growth.Scales.Count;
                if (Along(root, Growth.Scales, scale => push.At(start, scale)) is { } witness)
                {
                    return witness;
                }
            }
        }

        return ByNumber(root, batches, ranges.Assumptions, cancellation);
    }

    private static IEnumerable<Sample> Starts(SampleBatches batches, RangeAssumptions assumptions)
    {
        Interval Range(ColumnNode column) => assumptions.Columns(column) ?? column.Range;
        foreach (int size in new[] { 1, 2 })
        {
            SampleSettings settings = new() { Family = _ => size, Ranges = Range };
            yield return batches.Constant(0, settings);
            yield return batches.Constant(1, settings);
        }

        for (int seed = 0; seed < RandomStarts; seed++)
        {
            yield return batches.Next(seed, new SampleSettings { LargestFamily = 2, LargestMagnitude = 3, Ranges = Range });
        }
    }

    /// <summary>A sum grows with the number of what is summed.</summary>
    private static Witness? ByNumber(Node root, SampleBatches batches, RangeAssumptions assumptions, CancellationToken cancellation)
    {
        SampleSettings settings = new() { Ranges = column => assumptions.Columns(column) ?? column.Range };
        bool hasJoins = Traversal.Sorted(root).Any(node => node.Domain is Join || node is CountNode { Link: JoinLink });
        foreach (string level in batches.Sets)
        {
            foreach ((double all, double first, double[] sizes) in new[] { (1.0, 1.0, _sizes), (0, 0, _sizes), (-1, -1, _sizes), (0, 1, _sizes), (1, 0, _sizes), (1, 1, _largeSizes) })
            {
                cancellation.ThrowIfCancellationRequested();
                if (hasJoins && sizes == _largeSizes)
                {
                    continue;
                }

                Sample At(double size) => WithFirst(batches, batches.Constant(all, settings with { Family = other => other == level ? (int)size : 1 }), first, settings);
                double most = sizes[sizes.Length - 1];
                if (Along(root, sizes, size => size > most ? null : At(size)) is { } witness)
                {
                    return witness with { Text = $"{most} elements of level '{level}' → {witness.Text.Substring(witness.Text.LastIndexOf('→') + 2)}" };
                }
            }
        }

        return null;
    }

    /// <summary>The sample with the first element of each level apart from the others.</summary>
    private static Sample WithFirst(SampleBatches batches, Sample sample, double first, SampleSettings settings)
    {
        SampleBatch batch = sample.Batch;
        foreach (ColumnNode column in batches.Columns.Where(column => !column.IsBoolean && settings.Ranges(column).Contains(first)))
        {
            batch = batch.Map(column.Domain!.Key, column.Name, (row, value) => row == 0 ? first : value);
        }

        return sample with { Batch = batch };
    }

    /// <summary>The first step beyond every bound, the round one where it is, else the last that is finite.</summary>
    private static (Sample Sample, double[] Values) Shown(Node root, List<(Sample Sample, double[] Values)> seen, int row, Func<double, Sample?> at)
    {
        if (seen.Exists(step => Math.Abs(step.Values[row]) >= Growth.Beyond) && at(Growth.Beyond) is { } round
            && round.Evaluate(root) is var values && row < values.Length && Math.Abs(values[row]) >= Growth.Beyond && !double.IsInfinity(values[row]))
        {
            return (round, values);
        }

        int first = seen.FindIndex(step => Math.Abs(step.Values[row]) >= Growth.Beyond && !double.IsInfinity(step.Values[row]));
        return seen[first < 0 ? seen.FindLastIndex(step => !double.IsInfinity(step.Values[row])) : first];
    }

    private static Witness? Along(Node root, IReadOnlyList<double> scales, Func<double, Sample?> at)
    {
        List<(Sample Sample, double[] Values)> seen = [];
        foreach (double scale in scales)
        {
            if (at(scale) is not { } sample)
            {
                return null;
            }

            double[] values = sample.Evaluate(root);
            if (values.Any(double.IsNaN))
            {
                break;
            }

            seen.Add((sample, values));
            if (values.Any(double.IsInfinity))
            {
                break;
            }
        }

        for (int row = 0; seen.Count > 1 && row < seen.Max(step => step.Values.Length); row++)
        {
            if (seen.Exists(step => step.Values.Length <= row))
            {
                continue;
            }

            if (Growth.IsWithoutEnd([.. seen.Select(step => Math.Abs(step.Values[row]))]))
            {
                (Sample sample, double[] values) = Shown(root, seen, row, at);
                return new Witness(sample.Batch, sample.Options, row, $"{WitnessText.Inputs(root, sample, row)} → {WitnessText.Number(values[row])}, and it grows without end");
            }
        }

        return null;
    }
}
