namespace Paragon.Formulas;

/// <summary>
/// Whether the reference policy that a loss reads reaches its gradient. A penalty β·(log π - log π_ref), the estimator k1,
/// has the slope β wherever the reference stands, and on policy β·∇log π has the mean 0: it holds the policy nowhere.
/// </summary>
/// <remarks>Source: Schulman 2020, "Approximating KL divergence"; Tang and Munos 2025, "On a few pitfalls in KL divergence gradient estimation".</remarks>
public static class ReferenceGradient
{
    private const int Samples = 12;

    /// <summary>The verdict, or null where the loss reads no reference or trains no log-probability.</summary>
    /// <param name="loss">The loss; options that choose the estimator given their values.</param>
    /// <param name="reference">Name of the reference's column.</param>
    public static Verdict? Of(Node loss, string reference = "ref_logp")
    {
        GraphBuilder b = new();
        Node formula = Importing.Into(b, loss);
        List<ColumnNode> columns = [.. Traversal.Sorted(formula).OfType<ColumnNode>()];
        if (columns.Find(column => column.Name == reference) is not { } frozen || columns.Find(column => column.Name == "logp" && column.CarriesGradient) is not { } policy)
        {
            return null;
        }

        DirectionalDerivative derivative = DirectionalDerivative.OfGradient(b, formula, Direction.EachOf(policy));
        if (derivative.Value is not { } raw)
        {
            return new Verdict.Unknown(derivative.Obstacle ?? formula, $"'{derivative.Obstacle}' has no derivative: put StopGradient around it.");
        }

        Node slope = new NormalForms(b).Of(raw).ToNode(b);
        bool reaches = Traversal.Sorted(slope).Contains(frozen);
        foreach (Sample sample in new Trials(formula, slope).Take(Samples, 4))
        {
            Sample moved = sample with { Batch = sample.Batch.Map(frozen.Domain!.Key, frozen.Name, (row, value) => value - 1 - row) };
            double[] before = sample.Evaluate(slope), after = moved.Evaluate(slope);
            double[] valueBefore = sample.Evaluate(formula), valueAfter = moved.Evaluate(formula);
            for (int row = 0; row < before.Length; row++)
            {
                if (reaches && Math.Abs(before[row] - after[row]) > 1e-9 * (1 + Math.Abs(before[row])))
                {
                    return new Verdict.Proved($"The slope by {policy.Name} goes from {WitnessText.Number(before[row])} to {WitnessText.Number(after[row])} where {reference} falls.");
                }

                int at = valueBefore.Length == 1 ? 0 : row;
                if (!reaches && before[row] != 0 && Math.Abs(valueBefore[at] - valueAfter[at]) > 1e-9)
                {
                    return new Verdict.Refuted(new Witness(sample.Batch, sample.Options, at,
                        $"at {WitnessText.Inputs(formula, sample, at)} the loss goes from {WitnessText.Number(valueBefore[at])} to {WitnessText.Number(valueAfter[at])} where {reference} falls, but its slope by {policy.Name} stays {WitnessText.Number(before[row])}"));
                }
            }
        }

        return new Verdict.Unknown(formula, $"No sample showed what {reference} does to the slope by {policy.Name}.");
    }
}
