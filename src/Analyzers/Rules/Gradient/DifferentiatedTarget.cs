using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Analyzers.Objectives;
using Paragon.Formulas;

namespace Paragon.Analyzers.Gradient;

/// <summary>PAR303: a loss differentiates what it should hold fixed: the old or the reference policy, or an advantage.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DifferentiatedTarget() : LossRule(Definition)
{
    /// <summary>The rule.</summary>
    public static Rule Definition { get; } = new(
        "PAR303", "A constant of the loss is differentiated",
        "The gradient of the loss flows through '{0}': {1}. {2}.",
        Groups.Gradient, DiagnosticSeverity.Warning);

    private static readonly string[] Frozen = ["ref_", "old_", "rollout_", "reference_"];
    private static readonly string[] Credit = ["advantage", "reward", "return"];

    /// <summary>Whether a column of a name is fixed by what it is, and never a function of the policy.</summary>
    internal static bool IsFixed(string column) => Frozen.Any(start => column.StartsWith(start, StringComparison.Ordinal)) || Credit.Contains(column);

    private protected override IEnumerable<Finding> OfLoss(StageGraph loss, CancellationToken cancellation) =>
        Columns(loss).Concat(Weights(loss));

    /// <summary>A column declared differentiable whose name says that it is not of the policy that is trained.</summary>
    private static IEnumerable<Finding> Columns(StageGraph stage) =>
        from column in stage.Nodes.OfType<ColumnNode>()
        where column.CarriesGradient
        let what = Frozen.Any(start => column.Name.StartsWith(start, StringComparison.Ordinal)) ? "the old, the sampling and the reference policy are frozen"
            : Credit.Contains(column.Name) ? "credit is a constant of the update"
            : null
        where what is not null
        select Finding.OfNode(stage, column, $"the column '{column.Name}' is declared Differentiable, and {what}", "Remove Differentiable from its [Column]");

    /// <summary>A factor of the policy's log-probability that carries a gradient of its own: an advantage computed inside the loss.</summary>
    private static IEnumerable<Finding> Weights(StageGraph stage)
    {
        PolicyDependence depends = new(stage.Nodes);
        HashSet<Node> reported = [];
        foreach (OperationNode product in stage.Nodes.OfType<OperationNode>().Where(node => node.Operation.Name == "multiply" && node.CarriesGradient))
        {
            foreach ((Node weight, Node other) in new[] { (product.Arguments[0], product.Arguments[1]), (product.Arguments[1], product.Arguments[0]) })
            {
                if (weight.CarriesGradient && depends.OnPolicy(other) && depends.OtherThanPolicy(weight) is { } column && !depends.OnPolicy(weight) && reported.Add(weight))
                {
                    yield return Finding.OfNode(
                        stage, weight, $"it weighs the policy's log-probability like an advantage, and '{column.Label ?? column.Name}' in it is differentiable, so the loss also falls by changing the weight",
                        "Put StopGradient around it, or move it to an [Advantage] method");
                }
            }
        }
    }

    /// <summary>Through which differentiable columns a gradient flows into each node.</summary>
    private sealed class PolicyDependence
    {
        private static readonly string[] PolicyColumns = ["logp", "logit", "entropy"];
        private readonly Dictionary<Node, (bool Policy, ColumnNode? Other)> _of = [];

        public PolicyDependence(IReadOnlyList<Node> nodes)
        {
            foreach (Node node in nodes)
            {
                bool isPolicy = node is ColumnNode column && column.CarriesGradient && PolicyColumns.Contains(column.Name);
                ColumnNode? other = node is ColumnNode { CarriesGradient: true } read && !isPolicy ? read : null;
                foreach (Node argument in node.CarriesGradient ? node.Arguments.Where(argument => argument.CarriesGradient) : [])
                {
                    isPolicy |= _of[argument].Policy;
                    other ??= _of[argument].Other;
                }

                _of[node] = (isPolicy, other);
            }
        }

        public bool OnPolicy(Node node) => _of[node].Policy;

        public ColumnNode? OtherThanPolicy(Node node) => _of[node].Other;
    }
}
