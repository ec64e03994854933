namespace Paragon.Experiments.Alignment;

/// <summary>Texts of one topic each, in which a word that has followed another tends to follow it again; a period ends a sentence.</summary>
/// <param name="random">Where they come from.</param>
internal sealed class StickyTexts(Random random)
{
    private const int Topics = 4;
    private const int WordsOfTopic = 7;
    private const int Length = 60;
    private const double Sticky = 0.6;
    private const double EndOfSentence = 0.15;

    /// <summary>The period.</summary>
    public const int Period = Topics * WordsOfTopic;

    /// <summary>Number of words, the period included.</summary>
    public const int Words = Period + 1;

    /// <summary>A text.</summary>
    public int[] Next()
    {
        int topic = random.Next(Topics);
        Dictionary<int, int> follows = [];
        int[] text = new int[Length];
        text[0] = Word(topic);
        for (int t = 1; t < Length; t++)
        {
            if (text[t - 1] != Period && random.NextDouble() < EndOfSentence)
            {
                text[t] = Period;
                continue;
            }

            text[t] = follows.TryGetValue(text[t - 1], out int before) && random.NextDouble() < Sticky ? before : Word(topic);
            follows[text[t - 1]] = text[t];
        }

        return text;
    }

    private int Word(int topic) => (topic * WordsOfTopic) + random.Next(WordsOfTopic);
}
