using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.ML.Tokenizers;

namespace Paragon.Tokenizers;

/// <summary>A byte-level BPE from a Hugging Face <c>tokenizer.json</c>: GPT-2, Llama 3, Qwen and their relatives.</summary>
/// <remarks>
/// Special tokens are found in the text, as Hugging Face's own library does. Letters beyond U+FFFF count as signs when words
/// are cut, because .NET's regular expressions see two units; the text returns exactly all the same.
/// </remarks>
public sealed class HuggingFaceTokenizer : ITokenizer
{
    private static readonly string[] UsualEnds = ["<|im_end|>", "<|eot_id|>", "<|end_of_text|>", "<|endoftext|>", "</s>"];
    private static readonly string[] UsualBeginnings = ["<|begin_of_text|>", "<s>"];

    private readonly string _path;
    private readonly TokenizerJson _json;
    private readonly BpeTokenizer _bpe;
    private readonly FrozenDictionary<int, byte[]> _bytes;
    private readonly Regex? _added;

    private HuggingFaceTokenizer(string path, TokenizerJson json, Dictionary<string, string> named)
    {
        (_path, _json) = (path, json);
        _bpe = BpeTokenizer.Create(new BpeOptions(json.Vocabulary)
        {
            Merges = json.Merges.Select(merge => $"{merge.Left} {merge.Right}"),
            ByteLevel = true,
        });
        Dictionary<int, byte[]> bytes = [];
        foreach ((string token, int id) in json.Vocabulary)
        {
            bytes[id] = ByteAlphabet.Holds(token) ? ByteAlphabet.ToBytes(token) : Encoding.UTF8.GetBytes(token);
        }

        foreach ((string content, int id) in json.AddedTokens)
        {
            bytes[id] = json.SpecialIds.Contains(id) ? [] : Encoding.UTF8.GetBytes(content);
        }

        _bytes = bytes.ToFrozenDictionary();
        VocabularySize = bytes.Keys.Max() + 1;
        // The longest first, so that a token is not taken for another that it begins with.
        _added = json.AddedTokens.Count == 0
            ? null
            : new Regex(string.Join('|', json.AddedTokens.Keys.OrderByDescending(content => content.Length).ThenBy(content => content, StringComparer.Ordinal).Select(Regex.Escape)), RegexOptions.CultureInvariant);
        EndOfText = Id(named, "eos_token", UsualEnds)
            ?? throw new TokenizerException($"{path} names no end of text: there is no 'eos_token' in tokenizer_config.json beside it, and none of {string.Join(", ", UsualEnds)} is an added token. Put it into tokenizer_config.json.");
        BeginningOfText = Id(named, "bos_token", UsualBeginnings);
        Padding = Id(named, "pad_token", []);
    }

    /// <inheritdoc/>
    public int VocabularySize { get; }

    /// <summary>Id of <c>eos_token</c> in <c>tokenizer_config.json</c>; without one, of the usual name that is an added token.</summary>
    public int EndOfText { get; }

    /// <summary>Id of <c>bos_token</c>, if there is one.</summary>
    public int? BeginningOfText { get; }

    /// <summary>Id of <c>pad_token</c>, if there is one.</summary>
    public int? Padding { get; }

    /// <summary>Loads <c>tokenizer.json</c>, and the names of the special tokens from <c>tokenizer_config.json</c> beside it if it is there.</summary>
    /// <param name="path">The file, or the folder that holds it.</param>
    /// <exception cref="TokenizerException">The file is absent or malformed, or of a kind that is not supported; the message names the key.</exception>
    public static HuggingFaceTokenizer Load(string path)
    {
        string file = Directory.Exists(path) ? Path.Combine(path, "tokenizer.json") : path;
        TokenizerJson json = TokenizerJson.Read(file);
        Dictionary<string, string> named = new(StringComparer.Ordinal);
        string settings = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, "tokenizer_config.json");
        if (File.Exists(settings))
        {
            using JsonDocument document = TokenizerJson.Open(settings);
            foreach (JsonProperty property in document.RootElement.EnumerateObject().Where(property => property.Name is "eos_token" or "bos_token" or "pad_token"))
            {
                JsonElement value = property.Value.ValueKind == JsonValueKind.Object && property.Value.TryGetProperty("content", out JsonElement content) ? content : property.Value;
                if (value.ValueKind == JsonValueKind.String)
                {
                    named[property.Name] = value.GetString()!;
                }
            }
        }

        return new HuggingFaceTokenizer(file, json, named);
    }

    /// <summary>Id of a token by its text, special tokens included; null if there is no such token.</summary>
    public int? Find(string token) =>
        _json.AddedTokens.TryGetValue(token, out int id) || _json.Vocabulary.TryGetValue(token, out id) ? id : null;

    /// <inheritdoc/>
    public int[] Encode(string text)
    {
        List<int> ids = [];
        int end = 0;
        foreach (Match match in _added?.Matches(text) ?? Enumerable.Empty<Match>())
        {
            EncodeOrdinary(text[end..match.Index], ids);
            ids.Add(_json.AddedTokens[match.Value]);
            end = match.Index + match.Length;
        }

        EncodeOrdinary(text[end..], ids);
        return [.. ids];
    }

    /// <inheritdoc/>
    /// <remarks>Bytes that are not UTF-8, as where a character is cut, become U+FFFD.</remarks>
    public string Decode(ReadOnlySpan<int> ids)
    {
        using MemoryStream bytes = new();
        foreach (int id in ids)
        {
            bytes.Write(_bytes.TryGetValue(id, out byte[]? token) ? token : throw TokenizerException.UnknownId(id, VocabularySize));
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private void EncodeOrdinary(string text, List<int> ids)
    {
        if (text.Length == 0)
        {
            return;
        }

        IEnumerable<string> pieces = [_json.NormalizesToFormC ? FormC(text) : text];
        foreach (TextSplitter splitter in _json.Splitters)
        {
            pieces = pieces.SelectMany(splitter.Split);
        }

        foreach (string piece in pieces)
        {
            if (_json.IgnoreMerges && _json.Vocabulary.TryGetValue(ByteAlphabet.OfText(piece), out int whole))
            {
                ids.Add(whole);
            }
            else
            {
                ids.AddRange(_bpe.EncodeToIds(piece, considerPreTokenization: false, considerNormalization: false));
            }
        }
    }

    private string FormC(string text)
    {
        string normal = text.Normalize(NormalizationForm.FormC);
        // With InvariantGlobalization .NET returns the text as it is, silently.
        return !IsInvariant() || !text.Any(IsPerhapsComposed)
            ? normal
            : throw new TokenizerException($"{_path} asks for Unicode normalisation (NFC), which InvariantGlobalization switches off, and the text holds combining characters: \"{Shorten(text)}\". Set <InvariantGlobalization>false</InvariantGlobalization> in the program's project, or normalise the data beforehand.");
    }

    private static bool IsInvariant() => "e\u0301".Normalize(NormalizationForm.FormC).Length == 2;

    private static bool IsPerhapsComposed(char character) =>
        character > '\u02FF' && CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "...";

    private int? Id(Dictionary<string, string> named, string role, string[] usual)
    {
        if (named.TryGetValue(role, out string? token))
        {
            return Find(token) ?? throw new TokenizerException($"tokenizer_config.json beside {_path} names '{token}' as '{role}', but there is no such token.");
        }

        return usual.Select(name => _json.AddedTokens.TryGetValue(name, out int id) ? id : (int?)null).FirstOrDefault(id => id is not null);
    }
}
