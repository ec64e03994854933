using System.Runtime.InteropServices;
using System.Text;

namespace Paragon.Tokenizers;

/// <summary>The words of a text as sequences of ids, and how often each pair of neighbours appears.</summary>
internal sealed class BpeMerger
{
    private readonly List<(List<int> Ids, long Count)> _words = [];
    private readonly Dictionary<(int Left, int Right), long> _counts = [];
    private readonly Dictionary<(int Left, int Right), HashSet<int>> _places = [];

    /// <summary>Counts when they were pushed; one that has changed since was pushed again and is skipped.</summary>
    private readonly PriorityQueue<(int Left, int Right), (long Falling, int Left, int Right)> _queue = new();

    internal BpeMerger(Dictionary<string, long> words)
    {
        foreach ((string word, long count) in words)
        {
            List<int> ids = [.. Encoding.UTF8.GetBytes(word).Select(value => (int)value)];
            for (int index = 1; index < ids.Count; index++)
            {
                Change((ids[index - 1], ids[index]), count, _words.Count);
            }

            _words.Add((ids, count));
        }

        foreach ((int Left, int Right) pair in _counts.Keys)
        {
            Push(pair);
        }
    }

    /// <summary>Joins the most frequent pair everywhere.</summary>
    /// <param name="joint">Id of the joint of two ids.</param>
    /// <returns>Whether there was one that appears at least twice.</returns>
    internal bool MergeMostFrequent(Func<int, int, int> joint)
    {
        while (_queue.TryDequeue(out (int Left, int Right) pair, out (long Falling, int, int) pushed))
        {
            long count = _counts.GetValueOrDefault(pair);
            if (count != -pushed.Falling)
            {
                continue;
            }

            if (count < 2)
            {
                return false;
            }

            Merge(pair, joint(pair.Left, pair.Right));
            return true;
        }

        return false;
    }

    private void Merge((int Left, int Right) pair, int joint)
    {
        HashSet<(int Left, int Right)> changed = [];
        foreach (int place in _places[pair].ToArray())
        {
            (List<int> ids, long count) = _words[place];
            for (int index = 1; index < ids.Count; index++)
            {
                if ((ids[index - 1], ids[index]) != pair)
                {
                    continue;
                }

                if (index >= 2)
                {
                    Replace((ids[index - 2], pair.Left), (ids[index - 2], joint));
                }

                if (index + 1 < ids.Count)
                {
                    Replace((pair.Right, ids[index + 1]), (joint, ids[index + 1]));
                }

                Change(pair, -count, place);
                ids[index - 1] = joint;
                ids.RemoveAt(index);
            }

            void Replace((int Left, int Right) old, (int Left, int Right) @new)
            {
                Change(old, -count, place);
                Change(@new, count, place);
                changed.Add(old);
                changed.Add(@new);
            }
        }

        _counts.Remove(pair);
        _places.Remove(pair);
        changed.Remove(pair);
        foreach ((int Left, int Right) neighbour in changed)
        {
            Push(neighbour);
        }
    }

    private void Change((int Left, int Right) pair, long count, int place)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, pair, out _) += count;
        if (count > 0)
        {
            ref HashSet<int>? places = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, pair, out _);
            (places ??= []).Add(place);
        }
    }

    private void Push((int Left, int Right) pair)
    {
        if (_counts.TryGetValue(pair, out long count) && count > 0)
        {
            _queue.Enqueue(pair, (-count, pair.Left, pair.Right));
        }
    }
}
