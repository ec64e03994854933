using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Analyzers.Objectives;
using Paragon.Formulas;

namespace Paragon.Analyzers.Numerics;

/// <summary>PAR203: an exponential that can pass the largest float32.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OverflowingExponential() : DomainRule(Definition, "exp", "expm1")
{
    /// <summary>The rule.</summary>
    public static Rule Definition { get; } = new(
        "PAR203", "An exponential that can overflow in float32",
        "'{0}' {1}: {2}. Clamp the exponent to [-20, 20], or use Sigmoid or Softplus.",
        Groups.Numerics, DiagnosticSeverity.Warning);

    /// <summary>The ratio of two policies at one token, or a mean of such: e^88 apart, nothing else is left of the training either. A sum over tokens gets there.</summary>
    private protected override bool IsMeant(StageGraph stage, OperationNode operation)
    {
        Node exponent = operation.Arguments[0];
        while (exponent is GatherNode or StopGradientNode or OperationNode { Operation.Name: "negate" })
        {
            exponent = exponent.Arguments[0];
        }

        IReadOnlyList<Node> nodes = Traversal.Sorted(exponent);
        return exponent is not ReduceNode { Reduction: Reduction.Sum } && nodes.OfType<ColumnNode>().All(column => column.Name.EndsWith("logp", StringComparison.Ordinal));
    }
}
