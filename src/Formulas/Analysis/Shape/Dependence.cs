namespace Paragon.Formulas;

/// <summary>What a formula's value depends on.</summary>
public static class Dependence
{
    /// <summary>Whether a formula depends on a column or an option; refuted where it does not read it, or all that depends on it cancels.</summary>
    /// <param name="root">The formula.</param>
    /// <param name="input">A <see cref="ColumnNode"/> or an <see cref="OptionNode"/>.</param>
    public static Verdict On(Node root, Node input)
    {
        GraphBuilder b = new();
        Node formula = Importing.Into(b, root), moving = Importing.Into(b, input);
        if (!Traversal.Sorted(formula).Contains(moving))
        {
            return new Verdict.Refuted(new Witness(new Trials(formula).Take(1).First().Batch, new Dictionary<string, double>(), 0, $"The formula does not read {Name(input)}."));
        }

        Input what = Input.Of(formula, moving);
        DirectionalDerivative change = DirectionalDerivative.Of(b, formula, what.Direction);
        foreach (Sample sample in change.IsZero ? [] : new Trials(formula).Take(12))
        {
            double[] before = sample.Evaluate(formula);
            foreach ((Sample moved, _, double from, double to) in what.Moves(sample))
            {
                double[] after = moved.Evaluate(formula);
                for (int row = 0; row < before.Length; row++)
                {
                    if (Math.Abs(before[row] - after[row]) > 1e-9 * (1 + Math.Abs(before[row]) + Math.Abs(after[row])))
                    {
                        return new Verdict.Proved($"{WitnessText.Number(before[row])} becomes {WitnessText.Number(after[row])} where {what.Name} is {WitnessText.Number(to)} instead of {WitnessText.Number(from)}.");
                    }
                }
            }
        }

        return change.IsZero
            ? new Verdict.Refuted(new Witness(new Trials(formula).Take(1).First().Batch, new Dictionary<string, double>(), 0, $"All that depends on {Name(input)} cancels."))
            : new Verdict.Unknown(change.Jump ?? change.Obstacle ?? formula, $"Nothing that was tried changed it: look at what '{change.Jump ?? formula}' does with {Name(input)}.");
    }

    private static string Name(Node input) => input is ColumnNode column ? $"{column.Domain}.{column.Name}" : input is OptionNode option ? option.Name : input.ToString();
}
