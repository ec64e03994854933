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

/// <summary>The vocabulary under one side of the pairs.</summary>
/// <param name="Axis">Where the logits lie, [B, T, V].</param>
/// <param name="Size">V.</param>
/// <param name="All">The choices of all tokens of both sides.</param>
internal sealed record Vocabulary(GoldenAxis Axis, int Size, GoldenAxis All)
{
    public static GoldenAxis Level(GoldenLayout layout, GoldenReader golden)
    {
        int rows = golden.Input("mask_chosen").Values.Concat(golden.Input("mask_rejected").Values).Count(value => value != 0);
        GoldenAxis every = new("token", [rows], [.. Enumerable.Range(0, rows)]);
        return layout.Under(every, "choice", GoldenArray.Filled(1, rows, golden.Input("logits_chosen").Shape[2]));
    }

    public static Vocabulary Add(GoldenLayout layout, GoldenAxis tokens, GoldenReader golden, string side, GoldenAxis all)
    {
        GoldenArray logits = golden.Input($"logits_{side}");
        int size = logits.Shape[2];

        // The level's rows follow its parents': v-th choice of token row r is row r·V + v, on either side.
        GoldenAxis axis = new("choice", logits.Shape, [.. tokens.Rows.SelectMany(row => Enumerable.Range(0, size).Select(v => row < 0 ? -1 : (row * size) + v))]);
        layout.Column(axis, "logit", logits).Column(axis, "ref_logit", $"ref_logits_{side}");
        return new Vocabulary(axis, size, all);
    }

    public static void Link(GoldenLayout layout, GoldenReader golden, params (GoldenAxis Tokens, Vocabulary Vocabulary, string Input)[] sides)
    {
        int rows = sides.Sum(side => side.Tokens.Rows.Count(row => row >= 0));
        int[] places = new int[rows];
        foreach ((GoldenAxis tokens, Vocabulary vocabulary, string input) in sides)
        {
            GoldenArray ids = golden.Input(input);
            for (int place = 0; place < ids.Values.Length; place++)
            {
                if (tokens.Rows[place] >= 0)
                {
                    places[tokens.Rows[place]] = (tokens.Rows[place] * vocabulary.Size) + (int)ids.Values[place];
                }
            }
        }

        layout.Link(new GoldenAxis("token", [rows], [.. Enumerable.Range(0, rows)]), "chosen", sides[0].Vocabulary.All, places);
    }
}
