namespace Paragon.Formulas;

/// <summary>A product in which one factor turns the sign of what the other gives.</summary>
/// <param name="Product">The product.</param>
/// <param name="Multiplier">The factor that can be negative and positive.</param>
/// <param name="Scaled">The factor that has one sign: a penalty, a bonus, a share.</param>
/// <param name="Verdict">Refuted with a batch on which the multiplier is negative; unknown where none was found.</param>
public sealed record SignFlipFinding(OperationNode Product, Node Multiplier, Node Scaled, Verdict Verdict);

/// <summary>Finds penalties and bonuses that become their opposite where what multiplies them is negative.</summary>
public static class SignFlip
{
    private const int Samples = 40;

    /// <summary>A finding for each product of a reward whose multiplier can have both signs.</summary>
    /// <param name="root">The reward.</param>
    /// <param name="ranges">Ranges of its parts, or null to work them out from the declarations.</param>
    /// <param name="cancellation">Stops the search for witnesses.</param>
    /// <remarks>A learned score has no sign of its own, an option is the author's choice, and a condition lets through or does not.</remarks>
    public static IReadOnlyList<SignFlipFinding> Of(Node root, RangeAnalysis? ranges = null, CancellationToken cancellation = default)
    {
        ranges ??= new RangeAnalysis();
        IReadOnlyList<Node> nodes = Traversal.Sorted(root);
        HashSet<Node> inner = [.. nodes.Where(IsProduct).SelectMany(product => product.Arguments)];
        List<SignFlipFinding> findings = [];
        foreach (OperationNode product in nodes.Where(node => IsProduct(node) && !inner.Contains(node)).Cast<OperationNode>())
        {
            List<Node> factors = [.. Factors(product).Where(factor => factor.Domain is not null)];
            Node? multiplier = factors.Find(factor => ranges.Of(factor) is { Low: < 0, High: > 0 } && !Traversal.Sorted(factor).Any(node => node is ColumnNode { IsLearned: true } or ColumnNode { CarriesGradient: true }));
            Node? scaled = factors.Find(factor => factor != multiplier && HasOneSign(ranges.Of(factor)) && !IsGate(factor));
            if (multiplier is not null && scaled is not null)
            {
                findings.Add(new SignFlipFinding(product, multiplier, scaled, Search(root, product, multiplier, scaled, ranges, cancellation)));
            }
        }

        return findings;
    }

    private static bool IsProduct(Node node) => node is OperationNode { Operation.Name: "multiply" };

    private static IEnumerable<Node> Factors(Node node) => node switch
    {
        OperationNode { Operation.Name: "multiply" } product => Factors(product.First()).Concat(Factors(product.Second())),
        OperationNode { Operation.Name: "negate" } negation => Factors(negation.First()),
        OperationNode { Operation.Name: "divide" } quotient => Factors(quotient.First()),
        StopGradientNode stop => Factors(stop.Value),
        _ => [node],
    };

    private static bool HasOneSign(Interval range) => range.Low != range.High && (range.Low >= 0 || range.High <= 0);

    /// <summary>1 or 0: it lets through or does not.</summary>
    private static bool IsGate(Node node) => node switch
    {
        GatherNode gather => IsGate(gather.Value),
        OperationNode { Operation.Name: "select" } choice => IsGate(choice.Arguments[1]) && IsGate(choice.Arguments[2]),
        ConstantNode constant => constant.Value is 0 or 1,
        _ => node.IsBoolean,
    };

    private static Verdict Search(Node root, OperationNode product, Node multiplier, Node scaled, RangeAnalysis ranges, CancellationToken cancellation)
    {
        SampleBatches batches = new(root);
        SampleSettings settings = new() { Family = _ => 2, LargestMagnitude = 3, Ranges = column => ranges.Assumptions.Columns(column) ?? column.Range };
        IEnumerable<Sample> constant = new[] { -1.0, 0, 1 }.Select(value => batches.Constant(value, settings));
        foreach (Sample sample in constant.Concat(Enumerable.Range(0, Samples).Select(seed => batches.Next(seed, settings))))
        {
            cancellation.ThrowIfCancellationRequested();
            Evaluator evaluator = sample.Evaluator();
            double[] products = evaluator.Evaluate(product), multipliers = evaluator.Evaluate(multiplier), factors = evaluator.Evaluate(scaled);
            for (int row = 0; row < products.Length; row++)
            {
                if (multipliers[row] < 0 && factors[row] != 0 && products[row] != 0)
                {
                    return new Verdict.Refuted(new Witness(sample.Batch, sample.Options, row,
                        $"{WitnessText.Inputs(product, sample, row)} → a multiplier of {WitnessText.Number(multipliers[row])} turns {WitnessText.Number(factors[row])} into {WitnessText.Number(products[row])}"));
                }
            }
        }

        return new Verdict.Unknown(multiplier, $"Declare a range of '{multiplier}' that does not go below 0, or clamp it.");
    }
}
