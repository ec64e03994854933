using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Analyzers.Objectives;
using Paragon.Formulas;

namespace Paragon.Analyzers.RewardDesign;

/// <summary>PAR006: a term of one sign that is multiplied by what can be negative.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FlippedSign() : RewardRule(Definition)
{
    private const int Samples = 80;

    /// <summary>The rule.</summary>
    public static Rule Definition { get; } = new(
        "PAR006", "A factor that can be negative flips the sign of what it scales",
        "'{0}' can be {1}, and then more of '{2}' counts the other way than where it is {3}. Keep the factor from falling below 0 with Max(0, factor), or add the two instead of multiplying.",
        Groups.RewardDesign, DiagnosticSeverity.Warning);

    private protected override IEnumerable<Finding> OfReward(StageGraph reward, CancellationToken cancellation)
    {
        foreach (OperationNode product in SignedTerm.Of(reward.Value).Select(term => term.Value).OfType<OperationNode>().Where(node => node.Operation.Name == "multiply" && IsBounded(reward.Ranges.Of(node))))
        {
            foreach ((Node factor, Node scaled) in new[] { (product.Arguments[0], product.Arguments[1]), (product.Arguments[1], product.Arguments[0]) })
            {
                Interval range = reward.Ranges.Of(factor), size = reward.Ranges.SharpOf(scaled, cancellation);
                if (range.Low < 0 && range.High > 0 && (size.Low >= 0 || size.High <= 0) && ReadsData(factor) && ReadsData(scaled) && Signs(factor) is { } seen)
                {
                    yield return Finding.OfNode(reward, factor, Numbers.Text(seen.Below), scaled.ToString(), Numbers.Text(seen.Above));
                }
            }
        }
    }

    // Where there is no bound, PAR001 speaks.
    private static bool IsBounded(Interval range) => !double.IsInfinity(range.Low) && !double.IsInfinity(range.High);

    private static bool ReadsData(Node node) => Traversal.Sorted(node).Any(part => part is CountNode or ColumnNode { IsBoolean: false });

    /// <summary>A value below 0 and one above it, both reached.</summary>
    private static (double Below, double Above)? Signs(Node factor)
    {
        SampleBatches batches = new(factor);
        (double? below, double? above) = (null, null);
        for (int seed = 0; seed < Samples && (below is null || above is null); seed++)
        {
            foreach (double value in batches.Next(seed).Evaluate(factor))
            {
                below ??= value < -1e-3 ? value : null;
                above ??= value > 1e-3 ? value : null;
            }
        }

        return below is { } low && above is { } high ? (low, high) : null;
    }
}
