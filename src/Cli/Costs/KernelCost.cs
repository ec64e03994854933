using Paragon.Formulas;

namespace Paragon.Cli.Costs;

/// <summary>What the kernels of an objective cost: losses, metrics and derivatives together.</summary>
/// <param name="Passes">Loops over the many elements.</param>
/// <param name="Operations">Numbers computed: values of the formulas and their derivatives, once for each element that they are computed for.</param>
/// <param name="Read">Bytes read, those of narrow levels among them.</param>
/// <param name="Written">Bytes written.</param>
/// <param name="Peak">Bytes held beside the columns: results, and values that a later loop reads.</param>
internal sealed record KernelCost(int Passes, long Operations, long Read, long Written, long Peak)
{
    /// <summary>Row number in a link.</summary>
    private const int Row = 4;

    /// <summary>The cost of a schedule.</summary>
    /// <param name="schedule">The loops.</param>
    /// <param name="runs">Whether the options need what a guard stands before.</param>
    /// <param name="rows">Number of rows of a domain.</param>
    public static KernelCost Of(Schedule schedule, Func<Guard, bool> runs, Func<Domain?, long> rows)
    {
        HashSet<Node> inMemory = [];
        (int passes, long operations, long read, long written) = (0, 0, 0, 0);
        foreach (LoopStep loop in schedule.Steps.OfType<LoopStep>())
        {
            Node[] results = [.. loop.Results.Where(root => runs(root.Guard)).Select(root => root.Value)];
            Node[] made = [.. loop.Stored.Concat(loop.Reductions).Where(IsNeeded)];
            Node[] sinks = [.. made.Select(node => node is ReduceNode reduce ? reduce.Value : node), .. results];
            passes += sinks.Length > 0 && schedule.Wide.Contains(loop.Domain.Key) ? 1 : 0;
            Node[] body = [.. Loop.Body(sinks, loop.Domain, inMemory.Contains).Where(IsNeeded)];
            read += body.Sum(node => Read(loop, node));
            operations += rows(loop.Domain) * (body.Count(node => node is OperationNode && !inMemory.Contains(node) && !TensorMemory.IsChoice(node)) + made.Count(node => node is ReduceNode));
            written += (results.Length * Bytes(loop.Domain)) + made.Sum(node => Bytes(node.Domain));
            inMemory.UnionWith(loop.Stored);
        }

        Node[] families = [.. schedule.Steps.OfType<FamilyStep>().Select(step => step.Node).Where(IsNeeded)];
        read += families.SelectMany(family => family.Arguments).Sum(argument => Bytes(argument.Domain));
        written += families.Sum(family => Bytes(family.Domain));
        return new KernelCost(passes, operations, read, written, written);

        bool IsNeeded(Node node) => runs(schedule.Graph.Guards.Of(node));

        long Read(LoopStep loop, Node node) => node switch
        {
            GatherNode { Link: RootLink } => 0,
            GatherNode gather when loop.Families?.Key == gather.Link.Key => Bytes(gather.Value.Domain),
            GatherNode { Link: not NeighbourLink } when !inMemory.Contains(node) => Bytes(node.Domain) + (Row * rows(node.Domain)),
            ExistsNode exists => exists.Link is NeighbourLink ? 0 : Row * rows(node.Domain),
            OperationNode => inMemory.Contains(node) ? Bytes(node.Domain) : 0,
            _ => Bytes(node.Domain),
        };

        // The finest level holds float32, all others doubles.
        long Bytes(Domain? domain) => domain is null or { IsBatch: true } ? 0 : (schedule.Wide.Contains(domain.Key) ? sizeof(float) : sizeof(double)) * rows(domain);
    }
}
