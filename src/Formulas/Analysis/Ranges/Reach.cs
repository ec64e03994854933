namespace Paragon.Formulas;

/// <summary>Which nodes a node is computed from, as sets of bits.</summary>
internal sealed class Reach
{
    private readonly Dictionary<Node, int> _places = [];
    private readonly Dictionary<Node, ulong[]> _reached = [];

    /// <summary>Whether a node is computed from any of these, or is one of them.</summary>
    public bool Touches(Node node, IEnumerable<Node> others)
    {
        ulong[] own = Of(node);
        return others.Any(other => _places.TryGetValue(other, out int place) && place / 64 < own.Length && (own[place / 64] & (1UL << (place % 64))) != 0);
    }

    private ulong[] Of(Node node)
    {
        if (_reached.TryGetValue(node, out ulong[]? known))
        {
            return known;
        }

        foreach (Node step in Traversal.SortedBeside(_reached, node))
        {
            int place = _places.Count;
            _places[step] = place;
            ulong[] bits = new ulong[(place / 64) + 1];
            bits[place / 64] |= 1UL << (place % 64);
            foreach (ulong[] part in step.Arguments.Select(argument => _reached[argument]))
            {
                for (int i = 0; i < part.Length; i++)
                {
                    bits[i] |= part[i];
                }
            }

            _reached[step] = bits;
        }

        return _reached[node];
    }
}
