namespace Paragon.Formulas;

/// <summary>
/// Decides which values share a loop. A loop over a level ends where a value crosses to another level; of the loops that
/// could run next the small levels' come first, so that those over the many elements wait until as much as possible can
/// share one. What is cheap is computed again in a later loop; what is dear is kept.
/// </summary>
public sealed class Scheduler
{
    // About two exponentials: less costs less to compute again than to write and read.
    private const int DearCost = 16;

    private readonly FusedGraph _graph;
    private readonly IReadOnlyCollection<string> _parents;
    private readonly HashSet<string> _wide;
    private readonly Memory _memory;
    private readonly HashSet<Node> _done = [];
    private readonly List<Step> _steps = [];

    private Scheduler(FusedGraph graph, IReadOnlyCollection<string> parents)
    {
        (_graph, _parents) = (graph, parents);
        _memory = new Memory(graph.Guards.Nodes);
        _wide = Wide(graph, parents);
    }

    /// <summary>The schedule of a graph.</summary>
    /// <param name="graph">What is computed.</param>
    /// <param name="parents">Keys of the links to parents: the elements that they lead from lie together, in the order of what they point to.</param>
    public static Schedule Of(FusedGraph graph, IReadOnlyCollection<string> parents)
    {
        Scheduler scheduler = new(graph, parents);
        scheduler.Run();
        return new Schedule(graph, scheduler.Keep(), scheduler._wide);
    }

    /// <summary>The finest levels: they have a parent, and nothing lies inside them.</summary>
    private static HashSet<string> Wide(FusedGraph graph, IReadOnlyCollection<string> parents)
    {
        HashSet<string> coarse = [.. graph.Guards.Nodes.SelectMany(Links).Where(link => link is not NeighbourLink).Select(link => link.To.Key)];
        IEnumerable<string> levels = graph.Guards.Nodes.Select(node => node.Domain).Concat(graph.Roots.Select(root => root.Level)).OfType<Domain>().Select(domain => domain.Key);
        HashSet<string> inside = [.. parents.Select(parent => GraphText.ReadLink(parent).From.Key)];
        return [.. levels.Where(level => inside.Contains(level) && !coarse.Contains(level))];
    }

    private static IEnumerable<Link> Links(Node node)
    {
        Link? link = node switch
        {
            GatherNode gather => gather.Link,
            ReduceNode reduce => reduce.Link,
            CountNode count => count.Link,
            ExistsNode exists => exists.Link,
            _ => null,
        };
        return link switch
        {
            null => [],
            NeighbourLink { Parent: { } parent } => [parent],
            JoinLink join => [join, .. join.Join.Root.Links, .. join.Join.Self.Links, join.Join.Set],
            _ => [link],
        };
    }

    private void Run()
    {
        List<ReduceNode> reductions = [.. _graph.Guards.Nodes.OfType<ReduceNode>().Where(reduce => !Memory.IsFamily(reduce))];
        List<Node> families = [.. _graph.Guards.Nodes.Where(Memory.IsFamily)];
        List<Node> stored = [.. _memory.Stored];
        List<FusedRoot> results = [.. _graph.Roots.Where(root => root.Level is not null)];
        while (reductions.Count + families.Count + stored.Count + results.Count > 0)
        {
            if (families.FirstOrDefault(family => family.Arguments.All(IsInMemory)) is { } ready)
            {
                families.Remove(ready);
                _done.Add(ready);
                _steps.Add(new FamilyStep(ready));
                continue;
            }

            ReduceNode[] reduce = [.. reductions.Where(node => IsReady(node.Value))];
            Node[] keep = [.. stored.Where(node => IsReady(node))];
            FusedRoot[] write = [.. results.Where(root => IsReady(root.Value))];
            Domain[] domains = [.. reduce.Select(node => node.Link.From).Concat(keep.Select(node => node.Domain!)).Concat(write.Select(root => root.Level!)).Distinct()];
            Domain domain = domains.FirstOrDefault(level => !_wide.Contains(level.Key)) ?? domains.FirstOrDefault()
                ?? throw new InvalidOperationException("The values of a kernel wait for each other.");
            LoopStep step = new(domain, null, [.. reduce.Where(node => node.Link.From.Equals(domain))], [.. keep.Where(node => node.Domain!.Equals(domain))], [.. write.Where(root => root.Level!.Equals(domain))]);
            step = _wide.Contains(domain.Key) ? Related(step) : step;
            _steps.Add(step);
            reductions.RemoveAll(node => step.Reductions.Contains(node));
            stored.RemoveAll(node => step.Stored.Contains(node));
            results.RemoveAll(root => step.Results.Contains(root));
            _done.UnionWith(step.Reductions);
            _done.UnionWith(step.Stored);
        }
    }

    private bool IsReady(Node node) => Loop.Reads(node).All(_done.Contains);

    private bool IsInMemory(Node node) => HostValue.IsScalar(node) ? IsReady(node) : Memory.IsGiven(node) || _done.Contains(node);

    /// <summary>
    /// What a loop computes first, with all that reads what it reads: what reads other columns gains nothing in the same loop, and takes its registers.
    /// </summary>
    private LoopStep Related(LoopStep step)
    {
        List<(Node Sink, HashSet<Node> Read)> others = [.. Sinks(step).Distinct().Select(sink => (sink, new HashSet<Node>(Read(sink, step.Domain))))];
        HashSet<Node> read = others[0].Read;
        HashSet<Node> related = [];
        while (others.FirstOrDefault(other => related.Count == 0 || other.Read.Count == 0 || other.Read.Overlaps(read)) is { Sink: { } sink } next)
        {
            related.Add(sink);
            read.UnionWith(next.Read);
            others.Remove(next);
        }

        return step with
        {
            Reductions = [.. step.Reductions.Where(reduce => related.Contains(reduce.Value))],
            Stored = [.. step.Stored.Where(related.Contains)],
            Results = [.. step.Results.Where(root => related.Contains(root.Value))],
        };
    }

    /// <summary>What a value takes from memory at every element.</summary>
    private IEnumerable<Node> Read(Node sink, Domain domain) =>
        Loop.Body([sink], domain, _done.Contains).Select(node => node is GatherNode { Link: NeighbourLink } neighbour ? neighbour.Value : node)
            .Where(node => node is not (OperationNode or GatherNode or ExistsNode) || _done.Contains(node));

    private static IEnumerable<Node> Sinks(LoopStep step) => step.Reductions.Select(reduce => reduce.Value).Concat(step.Stored).Concat(step.Results.Select(root => root.Value));

    /// <summary>The steps, with dear values that several loops compute kept by the first, and loops nested where they reach for a parent.</summary>
    private IReadOnlyList<Step> Keep()
    {
        HashSet<Node> inMemory = [];
        List<Step> kept = [];
        for (int i = 0; i < _steps.Count; i++)
        {
            if (_steps[i] is not LoopStep step)
            {
                kept.Add(_steps[i]);
                continue;
            }

            IReadOnlyList<Node> body = Body(step, inMemory);
            HashSet<Node> later = [.. _steps.Skip(i + 1).OfType<LoopStep>().Where(next => next.Domain.Equals(step.Domain)).SelectMany(next => Body(next, inMemory))];
            Node[] dear = [.. body.Where(node => node is OperationNode && later.Contains(node) && !inMemory.Contains(node) && !step.Stored.Contains(node) && Cost(node, inMemory) >= DearCost)];

            // Of a chain only its end is kept: what leads to it is not computed again then.
            dear = [.. dear.Where(node => later.Any(user => user.Arguments.Contains(node) && !dear.Contains(user)) || step.Reductions.Any(reduce => reduce.Value == node))];
            step = step with { Stored = [.. step.Stored, .. dear] };
            inMemory.UnionWith(step.Stored);
            kept.Add(step with { Families = Families(step, body) });
        }

        return kept;
    }

    private static IReadOnlyList<Node> Body(LoopStep step, HashSet<Node> inMemory) => Loop.Body(Sinks(step), step.Domain, inMemory.Contains);

    private Link? Families(LoopStep step, IReadOnlyList<Node> body) =>
        body.SelectMany(node => node is GatherNode or ExistsNode ? Links(node) : [])
            .Concat(step.Reductions.Select(reduce => reduce.Link))
            .FirstOrDefault(link => link.From.Equals(step.Domain) && (_parents.Contains(link.Key) || link is JoinLink { Inner: false }));

    private static int Cost(Node node, HashSet<Node> inMemory) =>
        Loop.Body([node], node.Domain!, inMemory.Contains).Sum(part => part is not OperationNode operation ? 0 : operation.Operation.Name switch
        {
            "exp" or "expm1" or "log" or "log1p" or "log1mexp" or "sigmoid" or "logsigmoid" or "softplus" or "tanh" => 8,
            "power" or "atan" or "sin" or "cos" => 30,
            "divide" or "sqrt" or "root" => 3,
            _ => 1,
        });
}
