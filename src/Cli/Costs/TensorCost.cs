using Paragon.Formulas;

namespace Paragon.Cli.Costs;

/// <summary>What the tensor code of a loss moves and keeps: one operation of libtorch for each node, going forward and back.</summary>
/// <param name="Operations">Operations of libtorch, each a pass over its operands.</param>
/// <param name="Read">Bytes read.</param>
/// <param name="Written">Bytes written.</param>
/// <param name="Peak">Bytes alive at once: PyTorch keeps what the way back needs until it has been there.</param>
internal sealed record TensorCost(long Operations, long Read, long Written, long Peak)
{
    /// <summary>float32.</summary>
    private const int Number = 4;

    /// <summary>Entry of an index map.</summary>
    private const int Index = 8;

    /// <summary>The cost of a loss with its gradient.</summary>
    public static TensorCost Of(Node loss, IEnumerable<Node> derivatives, BatchSizes sizes)
    {
        Node[] forward = [.. Traversal.Sorted(loss)];
        Node[] back = [.. Traversal.Sorted([.. derivatives]).Except(forward)];
        (long operations, long read, long written) = (0, 0, 0);
        foreach (Node node in forward.Concat(back).Where(IsComputed))
        {
            operations++;
            read += Reads(node, sizes);
            written += Bytes(node, sizes);
        }

        // Forward values stay for the way back; of the way itself two arrays of the widest level are alive.
        long kept = forward.Where(node => node is ColumnNode || (IsComputed(node) && node.CarriesGradient)).Sum(node => Bytes(node, sizes));
        long widest = forward.Max(node => Bytes(node, sizes));
        return new TensorCost(operations, read, written, kept + (2 * widest));
    }

    private static bool IsComputed(Node node) =>
        node.Domain is not null && node is not (ColumnNode or ConstantNode or OptionNode or StatisticNode or StopGradientNode) && node.Arguments.Count > 0;

    private static long Reads(Node node, BatchSizes sizes) => node switch
    {
        GatherNode => (Index + Number) * sizes.Rows(node.Domain),
        ReduceNode reduce => (Number * sizes.Rows(reduce.Value.Domain)) + (reduce.Link is RootLink ? 0 : Index * sizes.Rows(reduce.Value.Domain)),
        _ => node.Arguments.Sum(argument => Bytes(argument, sizes)),
    };

    private static long Bytes(Node node, BatchSizes sizes) => node.Domain is null ? 0 : (node.IsBoolean ? 1 : Number) * sizes.Rows(node.Domain);
}
