using System.Globalization;
using Paragon.Formulas;

namespace Paragon.Testing;

/// <summary>Other numbers, each in one place: a whole number one further from 0, another half as large again.</summary>
internal static class ConstantMutations
{
    public static IEnumerable<Edit> Of(MutationSite site) => site.Node switch
    {
        // Bounds are a clip's, the 1 and 0 of a condition a branch's, and a choice is compared with its members.
        OperationNode { Operation.Name: "clamp" } => [],
        OperationNode { Operation.Name: "select" } choice when choice.Arguments[1] is ConstantNode && choice.Arguments[2] is ConstantNode => [],
        OperationNode { Operation.Name: "equal" } choice when choice.Arguments.Any(argument => argument is OptionNode) => [],
        OperationNode node => Enumerable.Range(0, node.Arguments.Count).Where(place => IsNumber(node.Arguments[place])).Select(place => Changed(site, node, place)),
        ScanNode { Scan: Scan.Sum, Rate: ConstantNode { Value: not 1 } rate } scan =>
            [site.Change(MutationKind.Constant, $"the rate {MutationSite.Short(rate)} is {Text(Other(rate.Value))}", arguments => site.Builder.Scan(scan.Scan, scan.Neighbour, arguments[0], site.Builder.Number(Other(rate.Value))))],
        _ => [],
    };

    private static Edit Changed(MutationSite site, OperationNode node, int place)
    {
        double other = Other(((ConstantNode)node.Arguments[place]).Value);
        return site.Change(MutationKind.Constant, $"{MutationSite.Short(node.Arguments[place])} in {MutationSite.Short(node)} is {Text(other)}", place, _ => site.Builder.Number(other));
    }

    private static bool IsNumber(Node node) => node is ConstantNode { IsBoolean: false } constant && double.IsFinite(constant.Value) && !EpsilonMutations.IsEpsilon(node);

    private static double Other(double value) => value == 0 ? 1 : value == Math.Floor(value) ? value + Math.Sign(value) : 1.5 * value;

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
