using System.Text.Json;
using System.Text.RegularExpressions;

namespace Paragon.Tokenizers;

/// <summary>What a <c>tokenizer.json</c> of a byte-level BPE says.</summary>
internal sealed record TokenizerJson(
    IReadOnlyDictionary<string, int> Vocabulary,
    IReadOnlyList<(string Left, string Right)> Merges,
    bool IgnoreMerges,
    IReadOnlyDictionary<string, int> AddedTokens,
    IReadOnlySet<int> SpecialIds,
    bool NormalizesToFormC,
    IReadOnlyList<TextSplitter> Splitters)
{
    internal static TokenizerJson Read(string path)
    {
        using JsonDocument document = Open(path);
        return new Reader(path).Read(document.RootElement);
    }

    internal static JsonDocument Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new TokenizerException($"{path} does not exist. Expected the tokenizer.json of a byte-level BPE; or use '--tokenizer bytes', which needs no file.");
        }

        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(path));
        }
        catch (JsonException error)
        {
            throw new TokenizerException($"{path}, line {error.LineNumber + 1}: not valid JSON. {error.Message}", error);
        }
    }

    private sealed class Reader(string path)
    {
        internal TokenizerJson Read(JsonElement root)
        {
            JsonElement model = Find(root, "model") ?? throw Bad("model", "is missing; expected an object");
            if (Text(model, "type") is var type && type != "BPE")
            {
                throw Bad("model.type", $"is '{type}'; supported is 'BPE' (byte-level: GPT-2, Llama 3, Qwen)");
            }

            foreach (string key in (string[])["continuing_subword_prefix", "end_of_word_suffix"])
            {
                if (Text(model, key) is { Length: > 0 } value)
                {
                    throw Bad($"model.{key}", $"is '{value}'; supported is none");
                }
            }

            if (Flag(model, "byte_fallback"))
            {
                throw Bad("model.byte_fallback", "is true (a SentencePiece vocabulary); supported are byte-level vocabularies");
            }

            List<TextSplitter> splitters = [];
            if (!AddSplitters(root, "pre_tokenizer", splitters))
            {
                throw Bad("pre_tokenizer", "has no ByteLevel step; supported are byte-level vocabularies (GPT-2, Llama 3, Qwen)");
            }

            Dictionary<string, int> vocabulary = Vocabulary(model);
            (Dictionary<string, int> added, HashSet<int> special) = Added(root);
            return new TokenizerJson(vocabulary, Merges(model, vocabulary), Flag(model, "ignore_merges"), added, special, IsFormC(root), splitters);
        }

        private Dictionary<string, int> Vocabulary(JsonElement model)
        {
            Dictionary<string, int> vocabulary = new(StringComparer.Ordinal);
            if (Find(model, "vocab") is not { ValueKind: JsonValueKind.Object } entries)
            {
                throw Bad("model.vocab", "is missing; expected an object from tokens to ids");
            }

            foreach (JsonProperty entry in entries.EnumerateObject())
            {
                vocabulary[entry.Name] = entry.Value.ValueKind == JsonValueKind.Number && entry.Value.TryGetInt32(out int id) && id >= 0
                    ? id
                    : throw Bad($"model.vocab['{entry.Name}']", $"is {entry.Value.GetRawText()}; expected an id");
            }

            for (int value = 0; value < 256; value++)
            {
                if (!vocabulary.ContainsKey(ByteAlphabet.OfByte((byte)value).ToString()))
                {
                    throw Bad("model.vocab", $"has no token for byte {value}, so some texts would have no ids; expected a byte-level vocabulary");
                }
            }

            return vocabulary;
        }

        private List<(string, string)> Merges(JsonElement model, Dictionary<string, int> vocabulary)
        {
            if (Find(model, "merges") is not { ValueKind: JsonValueKind.Array } list)
            {
                throw Bad("model.merges", "is missing; expected a list");
            }

            List<(string, string)> merges = [];
            foreach (JsonElement entry in list.EnumerateArray())
            {
                // "a b" until 2024, ["a", "b"] since.
                string[] pair = entry.ValueKind switch
                {
                    JsonValueKind.String => entry.GetString()!.Split(' '),
                    JsonValueKind.Array => [.. entry.EnumerateArray().Select(part => part.GetString() ?? "")],
                    _ => [],
                };
                if (pair is not [string left, string right] || !vocabulary.ContainsKey(left) || !vocabulary.ContainsKey(right) || !vocabulary.ContainsKey(left + right))
                {
                    throw Bad($"model.merges[{merges.Count}]", $"is {entry.GetRawText()}; expected two tokens of the vocabulary whose joint is one too");
                }

                merges.Add((left, right));
            }

            return merges;
        }

        private (Dictionary<string, int> Tokens, HashSet<int> Special) Added(JsonElement root)
        {
            Dictionary<string, int> tokens = new(StringComparer.Ordinal);
            HashSet<int> special = [];
            foreach (JsonElement entry in Find(root, "added_tokens") is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : Array.Empty<JsonElement>())
            {
                if (Text(entry, "content") is not { Length: > 0 } content || Find(entry, "id") is not { ValueKind: JsonValueKind.Number } number || !number.TryGetInt32(out int id) || id < 0)
                {
                    throw Bad($"added_tokens[{tokens.Count}]", $"is {entry.GetRawText()}; expected 'content' (text) and 'id' (a number)");
                }

                foreach (string key in (string[])["lstrip", "rstrip", "single_word"])
                {
                    if (Flag(entry, key))
                    {
                        throw Bad($"added_tokens['{content}'].{key}", "is true; supported is false");
                    }
                }

                tokens[content] = id;
                if (Flag(entry, "special"))
                {
                    special.Add(id);
                }
            }

            return (tokens, special);
        }

        private bool IsFormC(JsonElement root) => Find(root, "normalizer") switch
        {
            null => false,
            { } normalizer when Text(normalizer, "type") == "NFC" => true,
            { } normalizer => throw Bad("normalizer", $"is '{Text(normalizer, "type")}'; supported are none and 'NFC'"),
        };

        /// <returns>Whether there was a ByteLevel step.</returns>
        private bool AddSplitters(JsonElement parent, string key, List<TextSplitter> splitters)
        {
            if (Find(parent, key) is not { } step)
            {
                return false;
            }

            switch (Text(step, "type"))
            {
                case "Sequence" when Find(step, "pretokenizers") is { ValueKind: JsonValueKind.Array } steps:
                    bool byteLevel = false;
                    foreach (JsonElement child in steps.EnumerateArray())
                    {
                        byteLevel |= AddSplitter(child, splitters);
                    }

                    return byteLevel;
                default:
                    return AddSplitter(step, splitters);
            }
        }

        private bool AddSplitter(JsonElement step, List<TextSplitter> splitters)
        {
            switch (Text(step, "type"))
            {
                case "ByteLevel":
                    if (Find(step, "add_prefix_space") is not { ValueKind: JsonValueKind.False })
                    {
                        throw Bad("pre_tokenizer.add_prefix_space", "is true; supported is false");
                    }

                    if (Find(step, "use_regex") is not { ValueKind: JsonValueKind.False })
                    {
                        splitters.Add(new TextSplitter(TextSplitter.Gpt2Pattern));
                    }

                    return true;
                case "Digits":
                    splitters.Add(new TextSplitter(Flag(step, "individual_digits") ? @"\p{N}" : @"\p{N}+"));
                    return false;
                case "Split" when Text(step, "behavior") == "Isolated" && !Flag(step, "invert") && Find(step, "pattern") is { } pattern:
                    splitters.Add(Splitter(Text(pattern, "Regex") ?? Regex.Escape(Text(pattern, "String") ?? throw Bad("pre_tokenizer.pattern", "has neither 'Regex' nor 'String'"))));
                    return false;
                default:
                    throw Bad("pre_tokenizer", $"has the step {step.GetRawText()}; supported are ByteLevel, Digits, and Split with behavior 'Isolated'");
            }
        }

        private TextSplitter Splitter(string pattern)
        {
            try
            {
                return new TextSplitter(pattern);
            }
            catch (ArgumentException error)
            {
                throw new TokenizerException($"{path}: key 'pre_tokenizer.pattern' is not a regular expression that .NET knows. {error.Message}", error);
            }
        }

        private TokenizerException Bad(string key, string problem) => new($"{path}: key '{key}' {problem}.");

        private static JsonElement? Find(JsonElement parent, string key) =>
            parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(key, out JsonElement found) && found.ValueKind != JsonValueKind.Null ? found : null;

        private static string? Text(JsonElement parent, string key) => Find(parent, key) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

        private static bool Flag(JsonElement parent, string key) => Find(parent, key) is { ValueKind: JsonValueKind.True };
    }
}
