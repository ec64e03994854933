namespace Paragon.Tokenizers;

/// <summary>Learns a byte-level BPE from texts (Sennrich et al. 2016; bytes as in GPT-2) and writes it as <c>tokenizer.json</c>.</summary>
/// <remarks>The most frequent pair is joined first; of equally frequent ones, the pair with the smaller ids. So the same texts give the same file.</remarks>
public static class BpeTrainer
{
    /// <summary>The special token that ends a text; its id is the last one.</summary>
    public const string EndOfText = "<|endoftext|>";

    /// <summary>Learns a tokenizer and saves it.</summary>
    /// <param name="texts">Texts to learn from; read once.</param>
    /// <param name="vocabularySize">Number of ids wanted, at least 257: the bytes, the joints, the end of text. Fewer come out where no pair appears twice.</param>
    /// <param name="path">The <c>tokenizer.json</c> to write, whole or not at all.</param>
    /// <returns>The tokenizer, loaded from the file.</returns>
    /// <exception cref="TokenizerException">The size is too small.</exception>
    public static HuggingFaceTokenizer Train(IEnumerable<string> texts, int vocabularySize, string path)
    {
        if (vocabularySize < 257)
        {
            throw new TokenizerException($"A vocabulary of {vocabularySize} ids has no room for the 256 bytes and the end of text; ask for at least 257.");
        }

        BpeMerger merger = new(CountWords(texts));
        List<string> tokens = [.. Enumerable.Range(0, 256).Select(value => ByteAlphabet.OfByte((byte)value).ToString())];
        Dictionary<string, int> ids = tokens.Select((token, id) => (token, id)).ToDictionary(entry => entry.token, entry => entry.id, StringComparer.Ordinal);
        List<(string Left, string Right)> merges = [];
        while (tokens.Count < vocabularySize - 1 && merger.MergeMostFrequent(Join))
        {
        }

        TokenizerJsonWriter.Write(path, tokens, merges, EndOfText);
        return HuggingFaceTokenizer.Load(path);

        int Join(int left, int right)
        {
            merges.Add((tokens[left], tokens[right]));
            string token = tokens[left] + tokens[right];
            // "ab" + "c" and "a" + "bc" are one token.
            if (ids.TryAdd(token, tokens.Count))
            {
                tokens.Add(token);
            }

            return ids[token];
        }
    }

    private static Dictionary<string, long> CountWords(IEnumerable<string> texts)
    {
        TextSplitter splitter = new(TextSplitter.Gpt2Pattern);
        Dictionary<string, long> words = new(StringComparer.Ordinal);
        foreach (string word in texts.SelectMany(splitter.Split))
        {
            words[word] = words.GetValueOrDefault(word) + 1;
        }

        return words;
    }
}
