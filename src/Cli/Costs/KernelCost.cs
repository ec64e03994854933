using Paragon.Formulas;

namespace Paragon.Cli.Costs;

/// <summary>What the kernels of an objective cost: losses, metrics and derivatives together.</summary>
/// <param name="Passes">Loops over the many elements.</param>
/// <param name="Read">Bytes read, those of narrow levels among them.</param>
/// <param name="Written">Bytes written.</param>
/// <param name="Peak">Bytes held beside the columns: results, and values that a later loop reads.</param>
internal sealed record KernelCost(int Passes, long Read, long Written, long Peak)
{
    /// <summary>Row number in a link.</summary>
    private const int Row = 4;

    /// <summary>The cost of a schedule.</summary>
    /// <param name="schedule">The loops.</param>
    /// <param name="runs">Whether the options need what a guard stands before.</param>
    /// <param name="sizes">Sizes of the batch.</param>
    public static KernelCost Of(Schedule schedule, Func<Guard, bool> runs, BatchSizes sizes)
    {
        HashSet<Node> inMemory = [];
        (int passes, long read, long written) = (0, 0, 0);
        foreach (LoopStep loop in schedule.Steps.OfType<LoopStep>())
        {
            Node[] results = [.. loop.Results.Where(root => runs(root.Guard)).Select(root => root.Value)];
            Node[] made = [.. loop.Stored.Concat(loop.Reductions).Where(IsNeeded)];
            Node[] sinks = [.. made.Select(node => node is ReduceNode reduce ? reduce.Value : node), .. results];
            passes += sinks.Length > 0 && schedule.Wide.Contains(loop.Domain.Key) ? 1 : 0;
            read += Loop.Body(sinks, loop.Domain, inMemory.Contains).Where(IsNeeded).Sum(node => Read(loop, node));
            written += (results.Length * Bytes(loop.Domain)) + made.Sum(node => Bytes(node.Domain));
            inMemory.UnionWith(loop.Stored);
        }

        Node[] families = [.. schedule.Steps.OfType<FamilyStep>().Select(step => step.Node).Where(IsNeeded)];
        read += families.SelectMany(family => family.Arguments).Sum(argument => Bytes(argument.Domain));
        written += families.Sum(family => Bytes(family.Domain));
        return new KernelCost(passes, read, written, written);

        bool IsNeeded(Node node) => runs(schedule.Graph.Guards.Of(node));

        long Read(LoopStep loop, Node node) => node switch
        {
            GatherNode { Link: RootLink } => 0,
            GatherNode gather when loop.Families?.Key == gather.Link.Key => Bytes(gather.Value.Domain),
            GatherNode { Link: not NeighbourLink } when !inMemory.Contains(node) => Bytes(node.Domain) + (Row * sizes.Rows(node.Domain)),
            ExistsNode exists => exists.Link is NeighbourLink ? 0 : Row * sizes.Rows(node.Domain),
            OperationNode => inMemory.Contains(node) ? Bytes(node.Domain) : 0,
            _ => Bytes(node.Domain),
        };

        // The finest level holds float32, all others doubles.
        long Bytes(Domain? domain) => domain is null or { IsBatch: true } ? 0 : (schedule.Wide.Contains(domain.Key) ? sizeof(float) : sizeof(double)) * sizes.Rows(domain);
    }
}
