namespace Paragon.Formulas;

/// <summary>
/// Gathered values, those of the graph where it has them: a value gathered after a sum was taken is the sum of gathered
/// values, which only then can be seen to cancel.
/// </summary>
internal sealed class Gathers
{
    private readonly Dictionary<(string Link, Node Value), Node> _known = [];

    /// <summary>Notes the gathered values of a graph.</summary>
    public void Note(Node root)
    {
        foreach (GatherNode gather in Traversal.Sorted(root).OfType<GatherNode>())
        {
            _known[(gather.Link.Key, gather.Value)] = gather;
        }
    }

    /// <summary>A value gathered by a link.</summary>
    public Node Of(Link link, Node value)
    {
        switch (value)
        {
            case { Domain: null }:
                return value;
            case GatherNode { Link: RootLink } batch:
                return Of(new RootLink(link.From), batch.Value);
            default:
                if (!_known.TryGetValue((link.Key, value), out Node? gather))
                {
                    _known[(link.Key, value)] = gather = new GatherNode(link, value);
                }

                return gather;
        }
    }
}
