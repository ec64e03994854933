using System.Globalization;

namespace Paragon.Cli.Reproduction;

/// <summary>Seeds as they are typed: 1,2,3 or 1-20.</summary>
internal static class SeedList
{
    private const int Most = 10_000;

    /// <summary>The seeds; none of no text, null of what is no list of seeds.</summary>
    public static IReadOnlyList<int>? Parse(string? text)
    {
        List<int> seeds = [];
        foreach (string part in text?.Split(',') ?? [])
        {
            int[]? ends = Numbers(part.Split('-'));
            if (ends is not [_] and not [_, _] || ends[^1] < ends[0] || ends[^1] - ends[0] >= Most)
            {
                return null;
            }

            seeds.AddRange(Enumerable.Range(ends[0], ends[^1] - ends[0] + 1));
        }

        return seeds;
    }

    private static int[]? Numbers(string[] words)
    {
        int[] numbers = new int[words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            if (!int.TryParse(words[i], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return null;
            }
        }

        return numbers;
    }
}
