using System.Text.Json.Nodes;
using CsCheck;
using Paragon.Framework.Tests.Models;
using Paragon.Tokenizers;

namespace Paragon.Framework.Tests.Tokenizers;

public sealed class HuggingFaceTokenizerTests : IDisposable
{
    private const string Gpt2Words = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";
    private const string Qwen2Words = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    private static readonly string[] Corpus =
    [
        "the cat sat on the mat and the dog sat on the log; the cat's mat isn't the dog's.",
        "1 + 1 = 2, 12 + 34 = 46\n\n  indented line\twith tab\r\n", "größer, naïve, 日本語のテキスト, 👍🏽 and aaaaaaaaaaaa abcabcabc",
    ];

    private static readonly string[] Parts = ["the", " cat", "'s", " ", "\n", "  ", "12", "日本", "👍🏽", "<|endoftext|>", "!", "é", "aaa", "<|end"];

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String,
        Gen.Int[0, Parts.Length - 1].List[0, 12].Select(parts => string.Concat(parts.Select(part => Parts[part]))));

    private readonly TemporaryFolder _folder = new();
    private readonly HuggingFaceTokenizer _tokenizer;

    public HuggingFaceTokenizerTests() => _tokenizer = BpeTrainer.Train(Corpus, 330, File("tokenizer.json"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Any_text_returns_exactly() => Text.Where(IsWellFormed).Check(
        text => _tokenizer.Decode(_tokenizer.Encode(text)) == text.Replace(BpeTrainer.EndOfText, ""), iter: 300);

    [Fact]
    public void Ids_are_those_of_the_plain_algorithm()
    {
        PlainBpe plain = new(File("tokenizer.json"), Gpt2Words);
        Text.Where(text => IsWellFormed(text) && !text.Contains(BpeTrainer.EndOfText)).Check(text => _tokenizer.Encode(text).SequenceEqual(plain.Encode(text)), iter: 300);
        Assert.All(Corpus, text => Assert.Equal(plain.Encode(text), _tokenizer.Encode(text)));
    }

    [Fact]
    public void Words_are_cut_as_the_file_says()
    {
        HuggingFaceTokenizer qwen = Edited(root => root["pre_tokenizer"] = JsonNode.Parse($$"""
            {"type":"Sequence","pretokenizers":[{"type":"Split","pattern":{"Regex":{{JsonValue.Create(Qwen2Words).ToJsonString()}}},"behavior":"Isolated","invert":false},
            {"type":"ByteLevel","add_prefix_space":false,"trim_offsets":false,"use_regex":false}]}
            """));
        PlainBpe plain = new(File("edited/tokenizer.json"), Qwen2Words);
        Text.Where(text => IsWellFormed(text) && !text.Contains(BpeTrainer.EndOfText)).Check(text => qwen.Encode(text).SequenceEqual(plain.Encode(text)), iter: 300);
        Assert.NotEqual(_tokenizer.Encode("12 + 12"), qwen.Encode("12 + 12"));
    }

    [Fact]
    public void A_whole_word_goes_before_the_merges_where_the_file_says_so()
    {
        void AddWord(JsonNode root)
        {
            root["model"]!["vocab"]!["zq"] = 700;
            root["model"]!["ignore_merges"] = true;
        }

        Assert.Equal([700], Edited(AddWord).Encode("zq"));
        Assert.Equal(['z', 'q'], _tokenizer.Encode("zq").Select(id => (char)id));
        Assert.Equal(701, Edited(AddWord).VocabularySize);
    }

    [Fact]
    public void Special_tokens_are_one_id_in_a_text_and_none_in_the_decoded_one()
    {
        int[] ids = _tokenizer.Encode("the<|endoftext|>cat");
        Assert.Equal([.. _tokenizer.Encode("the"), _tokenizer.EndOfText, .. _tokenizer.Encode("cat")], ids);
        Assert.Equal("thecat", _tokenizer.Decode(ids));
        Assert.Equal(_tokenizer.VocabularySize - 1, _tokenizer.EndOfText);
        Assert.Equal(_tokenizer.EndOfText, _tokenizer.Find(BpeTrainer.EndOfText));
    }

    [Fact]
    public void The_settings_beside_the_file_name_the_special_tokens()
    {
        HuggingFaceTokenizer tokenizer = Edited(
            root => root["added_tokens"]!.AsArray().Add(JsonNode.Parse("""{"id":900,"content":"<|end|>","special":true}""")),
            """{"eos_token":{"content":"<|end|>"},"bos_token":"<|endoftext|>","pad_token":null}""");
        Assert.Equal((900, (int?)_tokenizer.EndOfText, null), (tokenizer.EndOfText, tokenizer.BeginningOfText, tokenizer.Padding));
        TokenizerException error = Assert.Throws<TokenizerException>(() => Edited(_ => { }, """{"eos_token":"</none>"}"""));
        Assert.Contains("names '</none>' as 'eos_token', but there is no such token", error.Message);
    }

    [Fact]
    public void A_text_that_needs_normalisation_is_normalised_or_refused_never_passed_over()
    {
        HuggingFaceTokenizer tokenizer = Edited(root => root["normalizer"] = JsonNode.Parse("""{"type":"NFC"}"""));
        Assert.Equal(_tokenizer.Encode("caf\u00E9"), tokenizer.Encode("caf\u00E9"));
        bool works = "e\u0301".Normalize() == "\u00E9";
        if (works)
        {
            Assert.Equal(_tokenizer.Encode("caf\u00E9"), tokenizer.Encode("cafe\u0301"));
        }
        else
        {
            Assert.Contains("InvariantGlobalization", Assert.Throws<TokenizerException>(() => tokenizer.Encode("cafe\u0301")).Message);
        }
    }

    [Theory]
    [InlineData("model/type", "\"Unigram\"", "key 'model.type' is 'Unigram'; supported is 'BPE'")]
    [InlineData("model/byte_fallback", "true", "key 'model.byte_fallback' is true")]
    [InlineData("model/end_of_word_suffix", "\"</w>\"", "key 'model.end_of_word_suffix' is '</w>'")]
    [InlineData("model/vocab", "{\"a\":0}", "key 'model.vocab' has no token for byte 0")]
    [InlineData("model/merges", "[\"a\"]", "key 'model.merges[0]' is \"a\"")]
    [InlineData("model/merges", "[[\"z\",\"q\"]]", "key 'model.merges[0]' is [\"z\",\"q\"]; expected two tokens of the vocabulary whose joint is one too")]
    [InlineData("pre_tokenizer", "{\"type\":\"Metaspace\"}", "key 'pre_tokenizer' has the step {\"type\":\"Metaspace\"}")]
    [InlineData("pre_tokenizer", "null", "key 'pre_tokenizer' has no ByteLevel step")]
    [InlineData("normalizer", "{\"type\":\"Lowercase\"}", "key 'normalizer' is 'Lowercase'")]
    [InlineData("added_tokens", "[{\"id\":1}]", "key 'added_tokens[0]'")]
    [InlineData("added_tokens", "[]", "names no end of text")]
    public void A_kind_that_is_not_supported_is_refused_by_its_key(string key, string value, string message)
    {
        TokenizerException error = Assert.Throws<TokenizerException>(() => Edited(root =>
        {
            string[] parts = key.Split('/');
            JsonNode parent = parts.Length == 1 ? root : root[parts[0]]!;
            parent[parts[^1]] = JsonNode.Parse(value);
        }));
        Assert.Contains(message, error.Message);
    }

    [Fact]
    public void An_absent_file_and_a_foreign_id_are_named()
    {
        Assert.Contains("none.json does not exist", Assert.Throws<TokenizerException>(() => HuggingFaceTokenizer.Load(File("none.json"))).Message);
        Assert.Contains("Id 5000 is outside", Assert.Throws<TokenizerException>(() => _tokenizer.Decode([5000])).Message);
    }

    private string File(string name) => _folder.File(name);

    private HuggingFaceTokenizer Edited(Action<JsonNode> edit, string? settings = null)
    {
        JsonNode root = JsonNode.Parse(System.IO.File.ReadAllText(File("tokenizer.json")))!;
        edit(root);
        Directory.CreateDirectory(File("edited"));
        System.IO.File.WriteAllText(File("edited/tokenizer.json"), root.ToJsonString());
        if (settings is not null)
        {
            System.IO.File.WriteAllText(File("edited/tokenizer_config.json"), settings);
        }

        return HuggingFaceTokenizer.Load(File("edited"));
    }

    /// <summary>Half a surrogate pair has no UTF-8.</summary>
    private static bool IsWellFormed(string text) => text.EnumerateRunes().All(rune => rune.Value != 0xFFFD);
}
