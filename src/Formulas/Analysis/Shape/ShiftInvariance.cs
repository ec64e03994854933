namespace Paragon.Formulas;

/// <summary>
/// Whether a formula keeps its value when one constant is added to every learned score that it uses: the origin of a
/// learned score is arbitrary, so a reward should not depend on it.
/// </summary>
public static class ShiftInvariance
{
    private const int Samples = 24;
    private static readonly double[] _shifts = [1, 10, -3];

    /// <summary>The verdict, or null where the formula uses no learned score and there is nothing to say.</summary>
    /// <param name="root">The formula.</param>
    public static Verdict? Of(Node root) => Of(root, column => column.IsLearned);

    /// <summary>The same question about other columns than the learned scores.</summary>
    /// <param name="root">The formula.</param>
    /// <param name="moves">The columns to which the constant is added.</param>
    public static Verdict? Of(Node root, Func<ColumnNode, bool> moves)
    {
        GraphBuilder b = new();
        Node formula = Importing.Into(b, root);
        List<ColumnNode> moving = [.. Traversal.Sorted(formula).OfType<ColumnNode>().Where(column => !column.IsBoolean && moves(column))];
        if (moving.Count == 0)
        {
            return null;
        }

        string names = string.Join(", ", moving.Select(column => $"{column.Domain}.{column.Name}"));
        DirectionalDerivative change = DirectionalDerivative.Of(b, formula, Direction.ShiftOf(column => moving.Contains(column)));
        return change.IsZero ? new Verdict.Proved($"What one constant added to {names} changes cancels exactly.")
            : Witness(formula, moving) is { } witness ? new Verdict.Refuted(witness)
            : new Verdict.Unknown(change.Jump ?? change.Obstacle ?? formula, $"Write '{change.Jump ?? change.Obstacle ?? formula}' in terms of differences of {names}, or declare the ranges of what it reads.");
    }

    private static Witness? Witness(Node formula, List<ColumnNode> moving)
    {
        foreach (Sample sample in new Trials(formula).Take(Samples))
        {
            double[] before = sample.Evaluate(formula);
            foreach (double shift in _shifts)
            {
                if (Shifted(sample, moving, shift) is { } shifted && Changed(before, shifted.Evaluate(formula)) is { } row)
                {
                    double after = shifted.Evaluate(formula)[row];
                    string text = $"{WitnessText.Inputs(formula, sample, row)} gives {WitnessText.Number(before[row])}; with {WitnessText.Number(shift)} added to every learned score it gives {WitnessText.Number(after)}";
                    return new Witness(sample.Batch, sample.Options, row, text);
                }
            }
        }

        return null;
    }

    /// <summary>The sample with a constant added, or null where that leaves a declared range.</summary>
    private static Sample? Shifted(Sample sample, List<ColumnNode> moving, double shift)
    {
        SampleBatch batch = sample.Batch;
        foreach (ColumnNode column in moving)
        {
            if (batch.Column(column.Domain!.Key, column.Name)?.Any(value => !column.Range.Contains(value + shift)) != false)
            {
                return null;
            }

            batch = batch.Map(column.Domain.Key, column.Name, (_, value) => value + shift);
        }

        return sample with { Batch = batch };
    }

    /// <summary>A row that changed by more than rounding explains, or null.</summary>
    private static int? Changed(double[] before, double[] after)
    {
        for (int row = 0; row < before.Length; row++)
        {
            double size = 1 + Math.Abs(before[row]) + Math.Abs(after[row]);
            if (Math.Abs(before[row] - after[row]) > 1e-6 * size && !double.IsInfinity(size))
            {
                return row;
            }
        }

        return null;
    }
}
