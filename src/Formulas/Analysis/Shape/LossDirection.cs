namespace Paragon.Formulas;

/// <summary>Whether minimising a loss makes what is better more likely.</summary>
/// <remarks>
/// Proved by the sign of the derivative by the log-probability, for all inputs. Refuted where training starts: at a policy
/// that equals the reference, the old and the sampling policy, in every sample that has a slope at all. A loss that turns
/// further on, as a squared margin does, is neither.
/// </remarks>
public static class LossDirection
{
    private const int Samples = 12;
    private static readonly string[] _policies = ["logp", "ref_logp", "old_logp", "rollout_logp"];

    /// <summary>
    /// For a loss of pairs: it never rises with the log-probability of the better completion, nor falls with that of the
    /// worse. Null where it reads neither.
    /// </summary>
    /// <param name="loss">The loss.</param>
    /// <param name="better">Link to the better completion.</param>
    /// <param name="worse">Link to the worse completion.</param>
    /// <param name="withProofs">Whether a loss that is not refuted may be proved; without, that is unknown and costs less.</param>
    public static Verdict? OfPair(Node loss, string better = "chosen", string worse = "rejected", bool withProofs = true)
    {
        GraphBuilder b = new();
        Node formula = Importing.Into(b, loss);
        if (Policy(formula) is not { } policy || !HasLink(formula, better) || !HasLink(formula, worse))
        {
            return null;
        }

        Proofs proofs = new(b);
        Verdict first = Of(proofs, formula, formula, Direction.Behind(better, policy), -1, $"the log-probability of {better} completions", sample => sample, withProofs);
        Verdict second = Of(proofs, formula, formula, Direction.Behind(worse, policy), 1, $"the log-probability of {worse} completions", sample => sample, withProofs);
        return first is Verdict.Refuted ? first : second is Verdict.Proved ? first : second;
    }

    /// <summary>
    /// For a loss of a policy: it never rises with the log-probability where the weight is above 0, nor falls where it is
    /// below. Null where it reads no log-probability that is trained, or not the weight.
    /// </summary>
    /// <param name="loss">The loss.</param>
    /// <param name="weight">Name of the column that weighs: "advantage", "reward".</param>
    /// <param name="withProofs">Whether a loss that is not refuted may be proved; without, that is unknown and costs less.</param>
    public static Verdict? OfPolicy(Node loss, string weight = "advantage", bool withProofs = true)
    {
        GraphBuilder b = new();
        Node formula = Importing.Into(b, loss);
        if (Policy(formula) is not { } policy || !Traversal.Sorted(formula).OfType<ColumnNode>().Any(IsWeight))
        {
            return null;
        }

        bool IsWeight(ColumnNode column) => column.Name == weight && !column.IsBoolean;
        Sample Weighted(Sample sample, double value) => sample with
        {
            Batch = Traversal.Sorted(formula).OfType<ColumnNode>().Where(IsWeight).Aggregate(sample.Batch, (batch, column) => batch.Map(column.Domain!.Key, column.Name, (_, _) => value)),
        };
        Node Signed(Interval range) => Rewriting.Replace(b, formula, (node, _) =>
            node is ColumnNode column && IsWeight(column) ? b.Column(column.Domain!, column.Name, range: range) : null);
        Proofs proofs = new(b);
        Verdict above = Of(proofs, formula, Signed(new Interval(double.Epsilon, double.PositiveInfinity)), Direction.EachOf(policy), -1, $"the log-probability where {weight} is 1", sample => Weighted(sample, 1), withProofs);
        Verdict below = Of(proofs, formula, Signed(new Interval(double.NegativeInfinity, -double.Epsilon)), Direction.EachOf(policy), 1, $"the log-probability where {weight} is -1", sample => Weighted(sample, -1), withProofs);
        return above is Verdict.Refuted ? above : below is Verdict.Proved ? above : below;
    }

    private static Verdict Of(Proofs proofs, Node formula, Node assumed, Direction direction, int sign, string input, Func<Sample, Sample> prepared, bool withProofs)
    {
        DirectionalDerivative slope = DirectionalDerivative.Of(proofs, assumed, direction, direction.Start, isGradient: true);
        if (slope.Value is not { } value)
        {
            return new Verdict.Unknown(slope.Obstacle ?? formula, $"'{slope.Obstacle}' has no derivative: put StopGradient around it.");
        }

        if (withProofs && proofs.SignOf(value) is var found && (sign < 0 ? found.IsNotPositive() : found.IsNotNegative()))
        {
            return new Verdict.Proved($"The loss never {(sign < 0 ? "rises" : "falls")} with {input}.");
        }

        return Refutation(formula, value, sign, input, prepared) is { } witness
            ? new Verdict.Refuted(witness)
            : new Verdict.Unknown(formula, Traversal.Sorted(formula).OfType<OptionNode>().FirstOrDefault(option => option.Range == Interval.All && !option.IsBoolean) is { } option
                ? $"Declare a [Range] for {option.Name}."
                : $"The sign of its slope by {input} depends on more than was found.");
    }

    /// <summary>A sample, if all that have a slope have the wrong one.</summary>
    private static Witness? Refutation(Node formula, Node slope, int sign, string input, Func<Sample, Sample> prepared)
    {
        Witness? witness = null;
        foreach (Sample drawn in new Trials(formula, slope).Take(Samples, 4))
        {
            Sample sample = prepared(OnPolicy(formula, Positive(formula, Moving(slope, drawn))));
            double[] slopes = sample.Evaluate(slope);
            for (int row = 0; row < slopes.Length; row++)
            {
                if (double.IsNaN(slopes[row]) || slopes[row] * sign > 1e-12)
                {
                    return null;
                }

                if (witness is null && slopes[row] * sign < -1e-6)
                {
                    string text = $"at {WitnessText.Inputs(formula, sample, row)} the loss {(sign < 0 ? "rises" : "falls")} by {WitnessText.Number(Math.Abs(slopes[row]))} for each unit that {input} rises";
                    witness = new Witness(sample.Batch, sample.Options, row, text);
                }
            }
        }

        return witness;
    }

    private static Sample Moving(Node slope, Sample sample) => sample with
    {
        Batch = Traversal.Sorted(slope).OfType<ColumnNode>().Where(column => column.Name == Direction.MovingColumn)
            .Aggregate(sample.Batch, (batch, column) => batch.Map(column.Domain!.Key, column.Name, (_, _) => 1)),
    };

    /// <summary>The sample with one policy for all: where training starts.</summary>
    private static Sample OnPolicy(Node formula, Sample sample)
    {
        SampleBatch batch = sample.Batch;
        foreach (IGrouping<string, ColumnNode> level in Traversal.Sorted(formula).OfType<ColumnNode>().Where(column => _policies.Contains(column.Name)).GroupBy(column => column.Domain!.Key))
        {
            if (batch.Column(level.Key, level.First().Name) is { } own)
            {
                batch = level.Aggregate(batch, (all, column) => all.Map(column.Domain!.Key, column.Name, (row, _) => own[row]));
            }
        }

        return sample with { Batch = batch };
    }

    /// <summary>The sample with options that declare no range as they are meant: above 0.</summary>
    private static Sample Positive(Node formula, Sample sample) => Traversal.Sorted(formula).OfType<OptionNode>()
        .Where(option => option.Range == Interval.All && !option.IsBoolean)
        .Aggregate(sample, (all, option) => all.WithOption(option.Name, all.Options[option.Name] == 0 ? 1 : Math.Abs(all.Options[option.Name])));

    private static ColumnNode? Policy(Node formula) => Traversal.Sorted(formula).OfType<ColumnNode>().FirstOrDefault(column => column.Name == _policies[0] && column.CarriesGradient);

    private static bool HasLink(Node formula, string name) => Traversal.Sorted(formula).OfType<GatherNode>().Any(gather => gather.Link is DeclaredLink link && link.Name == name);
}
