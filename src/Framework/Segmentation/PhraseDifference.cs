namespace Paragon.Segmentation;

/// <summary>
/// The phrases in which two sequences of tokens differ (RRPO, Sarkar and Etemad 2025): what lies outside the blocks that they
/// share. The longest shared block is found first, then the longest on either side of it, and so on.
/// </summary>
/// <param name="First">Phrase of each token of the first sequence, from 1 in order; 0 where it is shared.</param>
/// <param name="Second">The same of the second. Tokens between the same two shared blocks have the same number in both.</param>
/// <remarks>Among equally long blocks the one that begins first in the first sequence counts, and then the one that begins first in the second.</remarks>
public sealed record PhraseDifference(IReadOnlyList<int> First, IReadOnlyList<int> Second)
{
    /// <summary>Compares two sequences of token ids.</summary>
    public static PhraseDifference Between(IReadOnlyList<int> first, IReadOnlyList<int> second)
    {
        List<Block> blocks = [];
        Align(first, second, new Region(0, first.Count, 0, second.Count), blocks);
        int[] ofFirst = new int[first.Count], ofSecond = new int[second.Count];
        int phrase = 0, fromFirst = 0, fromSecond = 0;
        foreach (Block block in blocks.Append(new Block(first.Count, second.Count, 0)))
        {
            if (block.First > fromFirst || block.Second > fromSecond)
            {
                phrase++;
                ofFirst.AsSpan(fromFirst..block.First).Fill(phrase);
                ofSecond.AsSpan(fromSecond..block.Second).Fill(phrase);
            }

            (fromFirst, fromSecond) = (block.First + block.Length, block.Second + block.Length);
        }

        return new PhraseDifference(ofFirst, ofSecond);
    }

    /// <summary>Adds the shared blocks of a region in order.</summary>
    private static void Align(IReadOnlyList<int> first, IReadOnlyList<int> second, Region region, List<Block> blocks)
    {
        Block longest = Longest(first, second, region);
        if (longest.Length == 0)
        {
            return;
        }

        Align(first, second, region with { FirstEnd = longest.First, SecondEnd = longest.Second }, blocks);
        blocks.Add(longest);
        Align(first, second, region with { FirstBegin = longest.First + longest.Length, SecondBegin = longest.Second + longest.Length }, blocks);
    }

    /// <summary>The longest block that a region of the two sequences shares, by the lengths of blocks that end at each place.</summary>
    private static Block Longest(IReadOnlyList<int> first, IReadOnlyList<int> second, Region region)
    {
        Block longest = new(region.FirstBegin, region.SecondBegin, 0);
        int[] before = new int[region.SecondEnd - region.SecondBegin + 1], now = new int[before.Length];
        for (int i = region.FirstBegin; i < region.FirstEnd; i++)
        {
            for (int j = region.SecondBegin; j < region.SecondEnd; j++)
            {
                int place = j - region.SecondBegin + 1;
                now[place] = first[i] == second[j] ? before[place - 1] + 1 : 0;
                if (now[place] > longest.Length)
                {
                    longest = new Block(i + 1 - now[place], j + 1 - now[place], now[place]);
                }
            }

            (before, now) = (now, before);
        }

        return longest;
    }

    private readonly record struct Block(int First, int Second, int Length);

    private readonly record struct Region(int FirstBegin, int FirstEnd, int SecondBegin, int SecondEnd);
}
