using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Paragon.Framework.Tests.Tokenizers;

/// <summary>BPE as the paper writes it, from a tokenizer.json: join the pair of lowest rank until there is none. The oracle.</summary>
internal sealed class PlainBpe
{
    private readonly Dictionary<string, int> _vocabulary;
    private readonly Dictionary<(string, string), int> _ranks;
    private readonly Regex _words;

    internal PlainBpe(string path, string pattern)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        JsonElement model = document.RootElement.GetProperty("model");
        _vocabulary = model.GetProperty("vocab").EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetInt32());
        _ranks = model.GetProperty("merges").EnumerateArray().Select((merge, rank) => (merge, rank))
            .ToDictionary(m => (m.merge[0].GetString()!, m.merge[1].GetString()!), m => m.rank);
        _words = new Regex(pattern);
    }

    internal int[] Encode(string text) => [.. _words.Matches(text).SelectMany(word => EncodeWord(word.Value))];

    private IEnumerable<int> EncodeWord(string word)
    {
        List<string> symbols = [.. Encoding.UTF8.GetBytes(word).Select(Character)];
        while (true)
        {
            int best = -1;
            for (int index = 1; index < symbols.Count; index++)
            {
                if (Rank(symbols, index) < (best < 0 ? int.MaxValue : Rank(symbols, best)))
                {
                    best = index;
                }
            }

            if (best < 0)
            {
                return symbols.Select(symbol => _vocabulary[symbol]);
            }

            symbols[best - 1] += symbols[best];
            symbols.RemoveAt(best);
        }
    }

    private int Rank(List<string> symbols, int index) => _ranks.GetValueOrDefault((symbols[index - 1], symbols[index]), int.MaxValue);

    /// <summary>bytes_to_unicode of GPT-2's encoder.py.</summary>
    private static string Character(byte value)
    {
        List<int> printable = [.. Enumerable.Range(33, 94), .. Enumerable.Range(161, 12), .. Enumerable.Range(174, 82)];
        int index = printable.IndexOf(value);
        return ((char)(index >= 0 ? value : 256 + Enumerable.Range(0, value).Count(other => !printable.Contains(other)))).ToString();
    }
}
