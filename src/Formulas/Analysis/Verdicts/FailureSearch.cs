namespace Paragon.Formulas;

/// <summary>Looks for batches on which operations leave their domain.</summary>
internal static class FailureSearch
{
    private const int FirstStarts = 12;
    private const int RandomStarts = 24;

    // Work is counted in nodes that are computed; a formula of 60 nodes is tried on some 60 batches.
    private const int MostWork = 4000;

    /// <summary>A witness for each operation for which one was found.</summary>
    public static IReadOnlyDictionary<OperationNode, (Witness Witness, bool IsSingleton)> Of(Node root, IReadOnlyList<OperationNode> operations, RangeAssumptions assumptions, CancellationToken cancellation)
    {
        Dictionary<OperationNode, (Witness, bool)> found = [];
        int left = MostWork / Traversal.Sorted(root).Count;
        SampleBatches batches = new(root);
        // A completion has siblings, in the plural, in a group of three.
        int several = Traversal.Sorted(root).Any(node => node.Domain is Join { Kind: JoinKind.Others }) ? 3 : 2;
        foreach ((Sample sample, string what, bool isSingleton) in Starts(batches, assumptions, several).Where((_, i) => i < FirstStarts || i < left))
        {
            cancellation.ThrowIfCancellationRequested();
            Evaluator evaluator = sample.Evaluator();
            Taken? taken = null;
            foreach (OperationNode operation in operations.Where(operation => !found.ContainsKey(operation)))
            {
                double[][] arguments = [.. operation.Arguments.Select(evaluator.Evaluate)];
                int rows = operation.Domain is null ? 1 : evaluator.Links.Rows(operation.Domain);
                for (int row = 0; row < rows; row++)
                {
                    double[] own = [.. arguments.Select((values, i) => values[operation.Arguments[i].Domain is null ? 0 : row])];
                    if (own.Any(double.IsNaN) || !DomainSafety.Fails(operation, own) || !(taken ??= new Taken(root, evaluator)).At(operation, row))
                    {
                        continue;
                    }

                    Node guarded = DomainSafety.Guarded(operation);
                    string value = WitnessText.Number(own[operation.Operation.Name == "divide" ? 1 : 0]);
                    found[operation] = (new Witness(sample.Batch, sample.Options, row, $"{what}{WitnessText.Inputs(root, sample, root.Domain is null ? 0 : Math.Min(row, evaluator.Evaluate(root).Length - 1))} → {Name(guarded)} = {value}"), isSingleton);
                    break;
                }
            }

            if (found.Count == operations.Count)
            {
                break;
            }
        }

        return found;
    }

    private static string Name(Node node) => node.Label ?? node.Source ?? (node is ColumnNode column ? column.Name : node is OptionNode option ? option.Name : "the argument");

    /// <summary>Batches to try, sets of one element last: many formulas are not meant for them.</summary>
    private static IEnumerable<(Sample Sample, string What, bool IsSingleton)> Starts(SampleBatches batches, RangeAssumptions assumptions, int several)
    {
        SampleSettings settings = new() { Ranges = column => assumptions.Columns(column) ?? column.Range };
        double[] values = [1, 0, -1];
        return values.Select(value => (batches.Constant(value, settings with { Family = _ => several }), "elements that are all equal: ", false))
            .Concat(Enumerable.Range(1, several - 1).SelectMany(size => values.Select(value => (batches.Constant(value, settings with { Family = _ => size }), "one element in each set: ", true))))
            .Concat(Others(batches, assumptions, settings with { Family = _ => several }).Select(sample => (sample, "", false)));
    }

    private static IEnumerable<Sample> Others(SampleBatches batches, RangeAssumptions assumptions, SampleSettings settings)
    {
        Sample start = batches.Constant(0, settings);

        // the ends of the ranges themselves
        foreach (ColumnNode column in batches.Columns.Where(column => !column.IsBoolean))
        {
            Interval range = settings.Ranges(column);
            foreach (double end in new[] { range.Low, range.High }.Where(end => !double.IsInfinity(end)))
            {
                yield return start with { Batch = start.Batch.Map(column.Domain!.Key, column.Name, (_, _) => end) };
            }
        }

        foreach (Push push in Push.Of(batches, assumptions))
        {
            if (push.At(start, 1e3) is { } pushed)
            {
                yield return pushed;
            }
        }

        for (int seed = 0; seed < RandomStarts; seed++)
        {
            yield return batches.Next(seed, settings with { LargestMagnitude = seed % 2 == 0 ? 3 : 1e3 });
        }

        foreach (OptionNode option in batches.Options)
        {
            Interval range = assumptions.Options(option) ?? option.Range;
            foreach (double end in new[] { range.Low, range.High, 0 }.Where(end => !double.IsInfinity(end) && range.Contains(end)))
            {
                yield return start.WithOption(option.Name, end);
            }
        }
    }
}
