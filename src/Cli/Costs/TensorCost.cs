using Paragon.Formulas;

namespace Paragon.Cli.Costs;

/// <summary>What a loss with its gradient costs where each value is a tensor: one operation of libtorch for each node.</summary>
/// <param name="Operations">Operations of libtorch, each a pass over its operands.</param>
/// <param name="Read">Bytes read.</param>
/// <param name="Written">Bytes written.</param>
/// <param name="Peak">Bytes alive at once beside the batch's columns and links.</param>
internal sealed record TensorCost(long Operations, long Read, long Written, long Peak)
{
    /// <summary>With the symbolic derivative: all values live until the last is there.</summary>
    /// <param name="values">What is computed.</param>
    /// <param name="sizes">Sizes of the batch.</param>
    public static TensorCost Analytic(IReadOnlyCollection<Node> values, BatchSizes sizes)
    {
        TensorMemory memory = new(sizes);
        Node[] nodes = [.. values.Where(memory.IsComputed)];
        long made = nodes.Sum(memory.Made);
        return new TensorCost(nodes.Length, nodes.Sum(memory.Read), made, made);
    }

    /// <summary>
    /// With PyTorch's automatic gradient: all values of one loss live until it is there, of the losses before it those that are kept for the
    /// way back; on the way back these with what it makes itself. What it moves is taken to be what the symbolic derivative moves.
    /// </summary>
    /// <param name="losses">What each loss computes, in order.</param>
    /// <param name="together">What losses and derivatives compute; null where that is unknown, and then the way back counts for nothing in operations and bytes.</param>
    /// <param name="sizes">Sizes of the batch.</param>
    public static TensorCost Automatic(IReadOnlyList<IReadOnlyCollection<Node>> losses, IReadOnlyCollection<Node>? together, BatchSizes sizes)
    {
        TensorMemory memory = new(sizes);
        HashSet<Node> kept = [];
        (long peak, long back) = (0, 0);
        foreach (IReadOnlyCollection<Node> loss in losses)
        {
            HashSet<Node> nodes = [.. loss.Where(memory.IsComputed)];
            peak = Math.Max(peak, kept.Sum(memory.Bytes) + nodes.Sum(memory.Made));
            kept.UnionWith(nodes.SelectMany(TensorMemory.KeptBy).SelectMany(TensorMemory.Sides).Where(nodes.Contains));
            back = Math.Max(back, nodes.Where(node => node.CarriesGradient).Select(memory.MadeGoingBack).DefaultIfEmpty(0).Max());
        }

        TensorCost moved = Analytic(together ?? [.. losses.SelectMany(loss => loss)], sizes);
        return moved with { Peak = Math.Max(peak, kept.Sum(memory.Bytes) + back) };
    }
}
