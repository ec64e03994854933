namespace Paragon.Formulas;

/// <summary>What is proved of a formula in one of its inputs.</summary>
/// <param name="Input">The column or option.</param>
/// <param name="Name">Its name: a column of another level bears its level's in front.</param>
/// <param name="Trend">How the formula answers when it grows.</param>
/// <param name="Curvature">How the formula bends in it.</param>
public sealed record InputFacts(Node Input, string Name, Trend Trend, Curvature Curvature);

/// <summary>All that is proved of a formula: its range, how it answers to each input, whether it is centred and saturates.</summary>
/// <param name="Range">Values that it can have.</param>
/// <param name="Boundedness">Whether it stays between two numbers: where the range has no end, refuted by an input or not known.</param>
/// <param name="Inputs">Its columns and options; truth values bend in nothing.</param>
/// <param name="Centring">Whether the origin of the learned scores matters, or null where it uses none.</param>
/// <param name="Saturation">Whether it grows fastest at the centre and then slows, or null where it uses no learned score of its own.</param>
public sealed record Facts(Interval Range, Verdict Boundedness, IReadOnlyList<InputFacts> Inputs, Centring? Centring, Verdict? Saturation)
{
    private const int LongestPart = 80;

    /// <summary>Whether both ends of the range are finite.</summary>
    public bool IsBounded => !double.IsInfinity(Range.Low) && !double.IsInfinity(Range.High);

    /// <summary>The facts of a formula.</summary>
    /// <param name="root">The formula.</param>
    /// <param name="column">Column of its level that receives the result, if later stages read it.</param>
    /// <param name="later">The stages that follow, in their order.</param>
    /// <param name="cancellation">Stops the proofs.</param>
    public static Facts Of(Node root, string column = "reward", IReadOnlyList<Stage>? later = null, CancellationToken cancellation = default)
    {
        GraphBuilder b = new();
        Node formula = Named(Importing.Into(b, root));
        Proofs proofs = new(b);
        List<InputFacts> inputs = [];
        foreach (Node node in Traversal.Sorted(formula).Where(node => node is ColumnNode or OptionNode))
        {
            cancellation.ThrowIfCancellationRequested();
            Input input = Input.Of(formula, node);
            Trends trends = new(proofs, input.Direction);
            inputs.Add(new InputFacts(node, input.Name, trends.Of(formula), node.IsBoolean ? Curvature.Unknown : new Curvatures(proofs, input.Direction, trends).Of(formula)));
        }

        cancellation.ThrowIfCancellationRequested();
        Centring? centring = Formulas.Centring.Of(formula, column, later ?? []);
        cancellation.ThrowIfCancellationRequested();
        RangeAnalysis ranges = new();
        return new Facts(ranges.SharpOf(formula, cancellation), Formulas.Boundedness.Of(formula, ranges, cancellation), inputs, centring, Formulas.Saturation.Of(formula));
    }

    /// <summary>The formula with a text for each part that has none: a graph read from an assembly knows nothing of its source.</summary>
    private static Node Named(Node formula)
    {
        foreach (Node node in Traversal.Sorted(formula).Where(node => node.Source is null && node.Arguments.Count > 0))
        {
            PrintedGraph printed = GraphPrinter.Print(node);
            string text = printed.Where.Count == 0 ? printed.Text : $"{printed.Text}, where {string.Join(", ", printed.Where)}";
            node.Source = text.Length <= LongestPart ? text : $"{text.Substring(0, LongestPart)}...";
        }

        return formula;
    }

    /// <summary>
    /// The facts as a reader of a card sees them, one on a line. Trends and curvatures that are not known are left out; of what
    /// else is not settled, the smallest part in the way is named, and what would settle it.
    /// </summary>
    public IEnumerable<string> Lines()
    {
        yield return $"range: {(double.IsInfinity(Range.Low) ? "(" : "[")}{End(Range.Low)}, {End(Range.High)}{(double.IsInfinity(Range.High) ? ")" : "]")}{Unbounded()}";
        foreach ((string text, Trend trend) in new[] { ("rises with", Trend.Nondecreasing), ("falls with", Trend.Nonincreasing), ("does not answer to", Trend.Constant) })
        {
            string names = string.Join(", ", Inputs.Where(input => input.Trend == trend).Select(input => input.Name));
            if (names.Length > 0)
            {
                yield return $"{text} {names}";
            }
        }

        foreach ((string text, Curvature curvature) in new[] { ("linear in", Curvature.Affine), ("convex in", Curvature.Convex), ("concave in", Curvature.Concave) })
        {
            string names = string.Join(", ", Inputs.Where(input => input.Curvature == curvature && input.Trend != Trend.Constant).Select(input => input.Name));
            if (names.Length > 0)
            {
                yield return $"{text} {names}";
            }
        }

        if (Centring is not null)
        {
            yield return Centring.Verdict switch
            {
                Verdict.Refuted refuted => $"not centred: {refuted.Witness.Text}",
                Verdict.Proved when Centring.By == CentredBy.Advantage => "centred by the objective's advantage",
                Verdict.Proved => "centred: only differences of learned scores count",
                Verdict.Unknown open => $"centred: not known{Because(open)}",
                _ => throw new InvalidOperationException($"'{Centring.Verdict}' is no verdict."),
            };
        }

        if (Saturation is not null)
        {
            yield return Saturation switch
            {
                Verdict.Refuted refuted => $"not saturating: {refuted.Witness.Text}",
                Verdict.Proved => "saturating: grows fastest at the centre, then slows",
                Verdict.Unknown open => $"saturating: not known{Because(open)}",
                _ => throw new InvalidOperationException($"'{Saturation}' is no verdict."),
            };
        }
    }

    private string Unbounded() => Boundedness switch
    {
        Verdict.Unknown open => $", no bound known{Because(open)}",
        Verdict.Refuted => ", unbounded",
        _ => "",
    };

    private static string Because(Verdict.Unknown open)
    {
        string part = open.Culprit switch { OptionNode option => option.Name, ColumnNode column => column.Name, var other => other.ToString() };
        return $", because of '{part}'. {open.Declaration}";
    }

    private static string End(double value) => double.IsNegativeInfinity(value) ? "-∞" : double.IsPositiveInfinity(value) ? "∞" : WitnessText.Number(Math.Round(value, 9));
}
