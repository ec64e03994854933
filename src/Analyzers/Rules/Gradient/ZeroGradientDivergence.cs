using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Analyzers.Objectives;
using Paragon.Formulas;

namespace Paragon.Analyzers.Gradient;

/// <summary>PAR304: the estimator k1 = log π - log π_ref as a term of a loss. Its expected gradient under the policy is zero.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ZeroGradientDivergence() : LossRule(Definition)
{
    /// <summary>The rule.</summary>
    public static Rule Definition { get; } = new(
        "PAR304", "A KL estimator whose on-policy gradient is zero is used as a loss",
        "The gradient of '{0}' by the log-probability is the same number for every token, {1}, and the mean of ∇log π over the policy's own samples is zero: the penalty does nothing but add noise. Use k3 (Exp(ref - logp) - (ref - logp) - 1) or k2 (Square(logp - ref) / 2), or subtract k1 from the reward.",
        Groups.Gradient, DiagnosticSeverity.Warning);

    private protected override IEnumerable<Finding> OfLoss(StageGraph loss, CancellationToken cancellation) =>
        from found in Under(loss.Value, "1")
        select Finding.OfNode(loss, found.Node, found.Slope);

    /// <summary>Log-ratios that the loss depends on through sums and constant factors alone.</summary>
    private static IEnumerable<(Node Node, string Slope)> Under(Node node, string slope) => node switch
    {
        OperationNode { Operation.Name: "subtract" } difference when IsLogRatio(difference) => [(difference, slope)],
        OperationNode { Operation.Name: "add" or "subtract" } sum => Beside(sum.Arguments[0], sum.Arguments[1], slope).Concat(Beside(sum.Arguments[1], sum.Arguments[0], slope)),
        OperationNode { Operation.Name: "negate" } negation => Under(negation.Arguments[0], slope),
        OperationNode { Operation.Name: "multiply" } product when IsFixed(product.Arguments[0]) => Under(product.Arguments[1], Times(slope, product.Arguments[0])),
        OperationNode { Operation.Name: "multiply" or "divide" } product when IsFixed(product.Arguments[1]) => Under(product.Arguments[0], Times(slope, product.Arguments[1])),
        OperationNode { Operation.Name: "select" } choice when IsFixed(choice.Arguments[0]) => Under(choice.Arguments[1], slope).Concat(Under(choice.Arguments[2], slope)),
        ReduceNode { Reduction: Reduction.Sum or Reduction.Mean } reduce => Under(reduce.Value, slope),
        GatherNode gather => Under(gather.Value, slope),
        _ => [],
    };

    /// <summary>What stands in one of two terms, unless the other curves it: exp(d) - 1 - d is k3, whose gradient is not zero.</summary>
    private static IEnumerable<(Node Node, string Slope)> Beside(Node term, Node other, string slope)
    {
        IReadOnlyList<Node> nodes = Traversal.Sorted(other);
        return Under(term, slope).Where(found => !nodes.OfType<OperationNode>().Any(node =>
            node.Operation is { Arity: 1 or 3, Curvature: not Curvature.Affine } && node.Arguments.Any(argument => IsSame(argument, found.Node))));
    }

    private static bool IsSame(Node one, Node other) =>
        one == other || (one is OperationNode { Operation.Name: "subtract" } && one.Arguments[0] == other.Arguments[1] && one.Arguments[1] == other.Arguments[0]);

    private static string Times(string slope, Node factor) => factor is OptionNode option ? (slope == "1" ? option.Name : $"{slope} · {option.Name}") : slope;

    private static bool IsLogRatio(OperationNode difference) =>
        difference.Arguments[0] is ColumnNode left && difference.Arguments[1] is ColumnNode right
        && (IsPolicy(left) ? IsReference(right) : IsPolicy(right) && IsReference(left));

    private static bool IsPolicy(ColumnNode column) => column is { Name: "logp", CarriesGradient: true };

    private static bool IsReference(ColumnNode column) => column.Name.StartsWith("ref", StringComparison.Ordinal) && !column.CarriesGradient;

    /// <summary>Whether no sample changes a value, but for how many elements there are.</summary>
    private static bool IsFixed(Node node) => Traversal.Sorted(node).All(part => part is not ColumnNode);
}
