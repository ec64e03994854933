namespace Paragon.Formulas;

/// <summary>An operation that is undefined or infinite for some arguments, and whether the formula keeps away from them.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Danger">What would go wrong: "divides by 0", "takes the logarithm of 0".</param>
/// <param name="Verdict">Proved: it cannot happen. Refuted: the witness makes it happen.</param>
/// <param name="NeedsSetOfOne">Whether it was seen only where sets have one element: a group of one completion.</param>
public sealed record DomainFinding(OperationNode Operation, string Danger, Verdict Verdict, bool NeedsSetOfOne = false);

/// <summary>Whether divisions, logarithms, roots, powers and exponentials stay where they are defined and finite.</summary>
public static class DomainSafety
{
    /// <summary>e to more than this is beyond the largest float32.</summary>
    public const double LargestExponent32 = 88.72283905206835;

    /// <summary>A finding for each operation that has a domain and that the formula computes, in the order of the graph.</summary>
    /// <param name="root">The formula.</param>
    /// <param name="ranges">Ranges of its parts, or null to work them out from the declarations.</param>
    /// <param name="cancellation">Stops the search for witnesses.</param>
    public static IReadOnlyList<DomainFinding> Of(Node root, RangeAnalysis? ranges = null, CancellationToken cancellation = default)
    {
        ranges ??= new RangeAnalysis();
        List<(OperationNode Node, Interval[] Arguments, string Danger)> open = [];
        List<DomainFinding> findings = [];
        foreach (OperationNode node in Traversal.Sorted(root).OfType<OperationNode>())
        {
            if (Danger(node) is not { } danger || ranges.ArgumentsOf(root, node) is not { } arguments)
            {
                continue;
            }

            Interval[] sharp = [.. arguments];
            int guarded = node.Operation.Name == "divide" ? 1 : 0;
            sharp[guarded] = IsSafe(node, sharp) ? sharp[guarded] : sharp[guarded].And(ranges.SharpOf(node.Arguments[guarded], cancellation));
            if (IsSafe(node, sharp))
            {
                findings.Add(new DomainFinding(node, danger, new Verdict.Proved(Reason(node, sharp))));
            }
            else
            {
                open.Add((node, sharp, danger));
            }
        }

        IReadOnlyDictionary<OperationNode, (Witness Witness, bool IsSingleton)> witnesses = open.Count == 0
            ? new Dictionary<OperationNode, (Witness, bool)>()
            : FailureSearch.Of(root, [.. open.Select(item => item.Node)], ranges.Assumptions, cancellation);
        findings.AddRange(open.Select(item => witnesses.TryGetValue(item.Node, out (Witness Witness, bool IsSingleton) found)
            ? new DomainFinding(item.Node, item.Danger, new Verdict.Refuted(found.Witness), found.IsSingleton)
            : new DomainFinding(item.Node, item.Danger, new Verdict.Unknown(Guarded(item.Node), Culprit.Declaration(item.Node)))));
        return [.. findings.OrderBy(finding => finding.Operation.Id)];
    }

    /// <summary>The argument that has to keep away from something.</summary>
    internal static Node Guarded(OperationNode node) => node.Operation.Name == "divide" ? node.Second() : node.First();

    /// <summary>Whether arguments are such that the result is undefined, or infinite in float32.</summary>
    internal static bool Fails(OperationNode node, IReadOnlyList<double> a) => node.Operation.Name switch
    {
        "divide" => a[1] == 0,
        "log" => a[0] <= 0,
        "log1p" => a[0] <= -1,
        "log1mexp" => a[0] >= 0,
        "sqrt" or "root" => a[0] < 0,
        "power" => (a[0] == 0 && a[1] < 0) || (a[0] < 0 && Math.Floor(a[1]) != a[1]),
        _ => a[0] > LargestExponent32,
    };

    private static string? Danger(OperationNode node) => node.Operation.Name switch
    {
        "divide" when node.Second() is not ConstantNode => "divides by 0",
        "log" => "takes the logarithm of a number that is not above 0",
        "log1p" => "takes log(1 + x) of a number that is not above -1",
        "log1mexp" => "takes log(1 - eˣ) of a number that is not below 0",
        "sqrt" or "root" => "takes the root of a number below 0",
        "power" when node.Second() is not ConstantNode { Value: >= 0 } constant || Math.Floor(constant.Value) != constant.Value => "takes a power that is undefined",
        "exp" or "expm1" => "overflows float32: e to more than 88.7",
        _ => null,
    };

    private static bool IsSafe(OperationNode node, Interval[] a) => node.Operation.Name switch
    {
        "divide" => !a[1].Contains(0),
        "log" => a[0].Low > 0,
        "log1p" => a[0].Low > -1,
        "log1mexp" => a[0].High < 0,
        "sqrt" or "root" => a[0].Low >= 0,
        "power" => a[0].Low > 0 || (a[0].Low >= 0 && a[1].Low >= 0) || (a[1].IsPoint() && a[1].Low >= 0 && Math.Floor(a[1].Low) == a[1].Low),
        _ => a[0].High <= LargestExponent32,
    };

    private static string Reason(OperationNode node, Interval[] a)
    {
        Interval guarded = node.Operation.Name == "divide" ? a[1] : a[0];
        return $"'{Guarded(node)}' stays between {WitnessText.Number(Boundedness.Tidy(guarded.Low))} and {WitnessText.Number(Boundedness.Tidy(guarded.High))}.";
    }
}
