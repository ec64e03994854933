namespace Paragon.Formulas;

/// <summary>How a formula answers to one input: a column or an option.</summary>
/// <remarks>
/// A column of the formula's own level means the element's own value, the others held still; a column of another level
/// means each of its values alone.
/// </remarks>
/// <param name="Trend">The trend.</param>
/// <param name="Rising">Where it rises; of a mixed trend only.</param>
/// <param name="Falling">Where it falls; of a mixed trend only.</param>
/// <param name="Culprit">Smallest part that stands in the way; of an unknown trend only.</param>
public sealed record Monotone(Trend Trend, Witness? Rising, Witness? Falling, Node? Culprit)
{
    private const int Samples = 24;

    /// <summary>The trend of a formula in an input.</summary>
    /// <param name="root">The formula.</param>
    /// <param name="input">A <see cref="ColumnNode"/> or an <see cref="OptionNode"/> of the formula.</param>
    public static Monotone Of(Node root, Node input) => Of(root, input, withWitnesses: true);

    /// <summary>The trend of a formula in an input; without witnesses a trend that is not proved is unknown.</summary>
    /// <param name="root">The formula.</param>
    /// <param name="input">A <see cref="ColumnNode"/> or an <see cref="OptionNode"/> of the formula.</param>
    /// <param name="withWitnesses">Whether to look for an input at which it rises and one at which it falls.</param>
    public static Monotone Of(Node root, Node input, bool withWitnesses)
    {
        GraphBuilder b = new();
        Node formula = Importing.Into(b, root);
        Input moving = Input.Of(formula, Importing.Into(b, input));
        Trends trends = new(new Proofs(b), moving.Direction);
        Trend trend = trends.Of(formula);
        if (trend != Trend.Unknown)
        {
            return new Monotone(trend, null, null, null);
        }

        (Witness? rising, Witness? falling) = withWitnesses ? Search(formula, moving) : (null, null);
        return rising is not null && falling is not null
            ? new Monotone(Trend.Mixed, rising, falling, null)
            : new Monotone(Trend.Unknown, rising, falling, trends.Culprit ?? formula);
    }

    private static (Witness? Rising, Witness? Falling) Search(Node formula, Input moving)
    {
        Witness? rising = null, falling = null;
        foreach (Sample sample in new Trials(formula).Take(Samples))
        {
            double[] before = sample.Evaluate(formula);
            foreach ((Sample moved, int element, double from, double to) in moving.Moves(sample))
            {
                double[] after = moved.Evaluate(formula);
                foreach (int row in moving.RowsOf(element, before.Length))
                {
                    double change = (after[row] - before[row]) * Math.Sign(to - from);
                    double size = 1 + Math.Abs(before[row]) + Math.Abs(after[row]);
                    if (Math.Abs(change) > 1e-7 * size && !double.IsInfinity(size))
                    {
                        string text = $"{WitnessText.Inputs(formula, sample, row)} gives {WitnessText.Number(before[row])}; with {moving.Name} {WitnessText.Number(to)} instead of {WitnessText.Number(from)} it gives {WitnessText.Number(after[row])}";
                        Witness witness = new(sample.Batch, sample.Options, row, text);
                        rising ??= change > 0 ? witness : null;
                        falling ??= change < 0 ? witness : null;
                    }
                }

                if (rising is not null && falling is not null)
                {
                    return (rising, falling);
                }
            }
        }

        return (rising, falling);
    }
}
