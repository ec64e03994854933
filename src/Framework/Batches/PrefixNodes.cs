namespace Paragon;

/// <summary>Which node of a prefix tree a sequence reaches with each of its entries. Sequences that begin with the same entries share the nodes of these.</summary>
internal static class PrefixNodes
{
    /// <summary>Writes the nodes of the sequences of one tree, numbered in the order in which they are first reached, and says how many they are.</summary>
    /// <param name="members">Which sequences form the tree.</param>
    /// <param name="sequences">All sequences.</param>
    /// <param name="starts">Where the nodes of each sequence begin among all.</param>
    /// <param name="nodes">Nodes of all sequences, one after another.</param>
    /// <param name="first">Number of the tree's first node.</param>
    public static int Number(ReadOnlySpan<int> members, IReadOnlyList<int[]> sequences, ReadOnlySpan<int> starts, Span<int> nodes, int first)
    {
        int next = first;
        for (int member = 0; member < members.Length; member++)
        {
            ReadOnlySpan<int> own = sequences[members[member]];
            Span<int> reached = nodes.Slice(starts[members[member]], own.Length);
            int shared = 0;

            // Each of the earlier is looked at once: one that parts from this one where they are shared so far parts from it later too.
            foreach (int earlier in members[..member])
            {
                ReadOnlySpan<int> other = sequences[earlier];
                Span<int> its = nodes.Slice(starts[earlier], other.Length);
                if (shared <= other.Length && (shared == 0 || its[shared - 1] == reached[shared - 1]))
                {
                    int more = own[shared..].CommonPrefixLength(other[shared..]);
                    its.Slice(shared, more).CopyTo(reached[shared..]);
                    shared += more;
                }
            }

            for (; shared < own.Length; shared++)
            {
                reached[shared] = next++;
            }
        }

        return next - first;
    }
}
