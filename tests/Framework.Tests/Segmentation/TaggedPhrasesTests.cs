using Paragon.Segmentation;
using Paragon.Tokenizers;

namespace Paragon.Framework.Tests.Segmentation;

public sealed class TaggedPhrasesTests
{
    private static readonly ByteTokenizer s_bytes = new();

    [Fact]
    public void Tokens_between_tags_have_the_number_of_their_phrase()
    {
        TaggedPhrases read = TaggedPhrases.Read(s_bytes, "a <p>red</p> or <p>blue</p>.", "<p>", "</p>");
        Assert.Equal("a red or blue.", s_bytes.Decode([.. read.Tokens]));
        Assert.Equal("00111000022220", string.Concat(read.Phrases));
    }

    [Fact]
    public void A_text_without_tags_has_no_phrase() =>
        Assert.All(TaggedPhrases.Read(s_bytes, "a red one", "<p>", "</p>").Phrases, phrase => Assert.Equal(0, phrase));

    /// <summary>"red" is one token of the text and two of its tagged parts.</summary>
    [Fact]
    public void Where_a_tag_cuts_a_token_apart_nothing_is_a_phrase()
    {
        TaggedPhrases read = TaggedPhrases.Read(new Words(), "a r<p>ed</p>", "<p>", "</p>");
        Assert.Equal(2, read.Tokens.Count);
        Assert.All(read.Phrases, phrase => Assert.Equal(0, phrase));
    }

    [Theory]
    [InlineData("a <p>red", "is not closed by '</p>' before the end")]
    [InlineData("a <p>red <p>or</p>", "before another opens at character 9")]
    [InlineData("a red</p>", "'</p>' at character 5 closes a phrase that '<p>' did not open")]
    public void Tags_that_do_not_match_are_refused_with_their_place(string text, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => TaggedPhrases.Read(s_bytes, text, "<p>", "</p>")).Message, StringComparison.Ordinal);

    /// <summary>One token for each word, its first letter.</summary>
    private sealed class Words : ITokenizer
    {
        public int VocabularySize => 128;

        public int EndOfText => 0;

        public int? BeginningOfText => null;

        public int? Padding => null;

        public int[] Encode(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => (int)word[0])];

        public string Decode(ReadOnlySpan<int> ids) => throw new NotSupportedException();
    }
}
