using Paragon.Formulas;

namespace Paragon.Testing;

/// <summary>Small numbers that keep a divisor or a root from 0: larger, absent, and inside the root instead of outside.</summary>
internal static class EpsilonMutations
{
    private const double Largest = 1e-3;

    public static IEnumerable<Edit> Of(MutationSite site)
    {
        if (site.Node is not OperationNode node)
        {
            yield break;
        }

        GraphBuilder b = site.Builder;
        foreach (int place in Enumerable.Range(0, node.Arguments.Count).Where(place => IsEpsilon(node.Arguments[place])))
        {
            string text = $"{MutationSite.Short(node.Arguments[place])} in {MutationSite.Short(node)}";
            yield return site.Change(MutationKind.Epsilon, $"{text} is ten times as large", place, epsilon => b.Multiply(b.Number(10), epsilon));
            yield return site.Change(MutationKind.Epsilon, $"{text} is 0", place, _ => b.Number(0));
        }

        if (Parts(node) is { Root: OperationNode { Operation.Name: "root" or "sqrt" } outside } parts)
        {
            yield return site.Change(MutationKind.Epsilon, $"{MutationSite.Short(parts.Guard)} is added under the root in {MutationSite.Short(node)}", _ => b.Apply(outside.Operation, b.Add(outside.Arguments[0], parts.Guard)));
        }

        if (node.Operation.Name is "root" or "sqrt" && node.Arguments[0] is OperationNode inside && Parts(inside) is { } under)
        {
            yield return site.Change(MutationKind.Epsilon, $"{MutationSite.Short(under.Guard)} is added outside the root in {MutationSite.Short(node)}", _ => b.Add(b.Apply(node.Operation, under.Root), under.Guard));
        }
    }

    /// <summary>Whether a node is a small number.</summary>
    public static bool IsEpsilon(Node node) => node is ConstantNode { IsBoolean: false } constant && Math.Abs(constant.Value) is > 0 and <= Largest;

    /// <summary>What is guarded, and by what, in a sum of a value and a small number or an option.</summary>
    private static (Node Root, Node Guard)? Parts(OperationNode sum) => sum.Operation.Name != "add" ? null
        : IsGuard(sum.Arguments[1]) ? (sum.Arguments[0], sum.Arguments[1])
        : IsGuard(sum.Arguments[0]) ? (sum.Arguments[1], sum.Arguments[0])
        : null;

    private static bool IsGuard(Node node) => IsEpsilon(node) || node is OptionNode;
}
