using Paragon.Testing;

namespace Paragon.Algorithms.Tests.TwelveFormulas;

/// <summary>The prefix tree that a group's completions form, from padded token ids.</summary>
internal static class PrefixTree
{
    public static void Add(TokenLayout batch, GoldenArray tokens, GoldenArray groups, GoldenArray mask)
    {
        int width = tokens.Shape[1];
        double[] numbers = [.. groups.Values.Distinct()];
        List<string>[] nodes = [.. numbers.Select(_ => new List<string>())];
        string[] prefixes = new string[tokens.Values.Length];
        for (int place = 0; place < prefixes.Length; place++)
        {
            int group = Array.IndexOf(numbers, groups.Values[place / width]);
            prefixes[place] = (place % width == 0 ? "" : prefixes[place - 1]) + $" {tokens.Values[place]}";
            if (mask.Values[place] != 0 && !nodes[group].Contains(prefixes[place]))
            {
                nodes[group].Add(prefixes[place]);
            }
        }

        int most = nodes.Max(list => list.Count);
        GoldenArray present = GoldenArray.Filled(0, numbers.Length, most);
        for (int place = 0; place < present.Values.Length; place++)
        {
            present.Values[place] = place % most < nodes[place / most].Count ? 1 : 0;
        }

        GoldenAxis axis = batch.Layout.Under(batch.Groups!, "node", present);
        batch.Layout.Link(batch.Tokens, "node", axis, [.. prefixes.Select((prefix, place) =>
        {
            int group = Array.IndexOf(numbers, groups.Values[place / width]);
            return mask.Values[place] == 0 ? -1 : (group * most) + nodes[group].IndexOf(prefix);
        })]);
    }
}
