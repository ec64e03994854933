namespace Paragon.Compiler.Tests.Fuzzing;

/// <summary>
/// Random ragged batches: groups without completions, completions without tokens, families that fill a vector and more,
/// segments and nodes whose tokens lie apart; with equal, huge, tiny or whole values.
/// </summary>
internal static class FuzzBatches
{
    /// <summary>A batch; equal numbers give equal batches.</summary>
    /// <param name="random">Numbers.</param>
    /// <param name="mayBeEmpty">Whether an element may have no elements under it.</param>
    /// <param name="isExtreme">Whether values may be huge, tiny or all equal.</param>
    public static PackedBatch Next(Random random, bool mayBeEmpty, bool isExtreme)
    {
        int least = mayBeEmpty ? 0 : 1;
        int groups = random.Next(1, 4);
        int[] completionsOf = Counts(groups, least, 4, random), tokensOf = Counts(completionsOf.Sum(), least, 5, random), segmentsOf = Counts(completionsOf.Sum(), 1, 3, random);
        if (!mayBeEmpty && random.Next(3) == 0)
        {
            // More than a vector holds, and a rest.
            tokensOf[random.Next(tokensOf.Length)] += random.Next(7, 20);
        }

        if (completionsOf.Sum() == 0)
        {
            completionsOf[0] = 1;
            (tokensOf, segmentsOf) = ([random.Next(3)], [1]);
        }

        int completions = completionsOf.Sum(), tokens = tokensOf.Sum();
        int[] completionOfToken = Parents(tokensOf), groupOfCompletion = Parents(completionsOf), groupOfNode = Parents(Counts(groups, 1, 3, random));
        int[] choicesOf = Counts(tokens, 1, 3, random), pairs = new int[random.Next(mayBeEmpty ? 0 : 1, 5)];
        PackedBatchBuilder builder = new PackedBatchBuilder()
            .Level("group", groups).LevelOf("completion", "group", completionsOf).LevelOf("token", "completion", tokensOf)
            .LevelOf("segment", "completion", segmentsOf).Level("node", "group", groupOfNode).Level("position", "group", groupOfNode)
            .LevelOf("choice", "token", choicesOf).Level("pair", pairs.Length);
        int[] segmentStart = Starts(segmentsOf), choiceStart = Starts(choicesOf);
        bool inRuns = random.Next(2) == 0;
        int[] segmentOf = new int[tokens], nodeOf = new int[tokens], positionOf = new int[tokens], chosenOf = new int[tokens];
        for (int token = 0, place = 0; token < tokens; token++)
        {
            int completion = completionOfToken[token];
            place = token > 0 && completionOfToken[token - 1] == completion ? place + 1 : 0;
            int segment = inRuns ? place * segmentsOf[completion] / tokensOf[completion] : random.Next(segmentsOf[completion]);
            segmentOf[token] = random.Next(4) == 0 ? -1 : segmentStart[completion] + segment;
            int group = groupOfCompletion[completion], first = Array.IndexOf(groupOfNode, group), count = groupOfNode.Count(other => other == group);
            (nodeOf[token], positionOf[token]) = (first + random.Next(count), first + Math.Min(place, count - 1));
            chosenOf[token] = choiceStart[token] + random.Next(choicesOf[token]);
        }

        builder.Link("token", "segment", "segment", segmentOf).Link("token", "node", "node", nodeOf).Link("token", "position", "position", positionOf)
            .Link("token", "chosen", "choice", chosenOf)
            .Link("pair", "chosen", "completion", [.. pairs.Select(_ => random.Next(completions))])
            .Link("pair", "rejected", "completion", [.. pairs.Select(_ => random.Next(completions))]);
        (string Level, int Rows, string[] Columns)[] levels =
        [
            ("group", groups, ["x", "u"]), ("completion", completions, ["x", "u", "reward", "advantage"]), ("token", tokens, ["x", "y", "u", "reward", "advantage"]),
            ("segment", segmentsOf.Sum(), ["x", "u", "reward"]), ("node", groupOfNode.Length, ["x", "u"]), ("position", groupOfNode.Length, ["x", "u"]),
            ("pair", pairs.Length, ["x", "u"]), ("choice", choicesOf.Sum(), ["logit", "ref_logit"]),
        ];
        foreach ((string level, int rows, string[] columns) in levels)
        {
            foreach (string column in columns)
            {
                builder.Column(level, column, Values(rows, random, isExtreme));
            }

            builder.Column(level, "is_good", Enumerable.Range(0, rows).Select(_ => (double)random.Next(2)));
        }

        if (random.Next(2) == 0)
        {
            builder.Column("token", "usual", Values(tokens, random, isExtreme));
        }

        return builder.Build();
    }

    private static IEnumerable<double> Values(int rows, Random random, bool isExtreme)
    {
        int kind = isExtreme ? random.Next(7) : random.Next(8);
        double scale = Math.Pow(10, random.Next(1, 9)), same = Math.Round(4 * (random.NextDouble() - 0.5), 1);
        return Enumerable.Range(0, rows).Select(_ => (isExtreme, kind) switch
        {
            (true, 0) => scale * (random.NextDouble() - 0.5),
            (true, 1) => (random.NextDouble() - 0.5) / scale,
            (true, 2) => 0,
            (true, 3) => same,
            (_, 4) => random.Next(-2, 3),
            _ => 4 * (random.NextDouble() - 0.5),
        });
    }

    private static int[] Counts(int parents, int least, int most, Random random) => [.. Enumerable.Range(0, parents).Select(_ => random.Next(least, most + 1))];

    private static int[] Parents(int[] counts) => [.. counts.SelectMany((count, row) => Enumerable.Repeat(row, count))];

    private static int[] Starts(int[] counts) => [.. counts.Select((_, row) => counts.Take(row).Sum())];
}
