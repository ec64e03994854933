using CsCheck;
using Paragon.Segmentation;

namespace Paragon.Framework.Tests.Segmentation;

/// <summary>How completions are cut.</summary>
public sealed class SegmenterTests
{
    [Theory]
    [InlineData(5, "00000111")]
    [InlineData(1, "01234567")]
    [InlineData(int.MaxValue, "00000000")]
    public void Every_n_tokens_are_a_segment(int length, string segments) => Agree(segments, new NGramSegmenter(length), "a b c d e f g h");

    [Fact]
    public void Lengths_follow_each_other_and_the_rest_is_one_segment() => Agree("00122233333", new ScheduleSegmenter([2, 1, 3]), "a b c d e f g h i j k");

    [Fact]
    public void Drawn_lengths_are_those_of_the_schedule_in_another_order()
    {
        CompletionTokens completion = Of([.. Enumerable.Repeat("x", 60)]);
        SegmentCut cut = new RandomNGramSegmenter(2).Cut(completion, new Random(1));
        int[] lengths = [.. cut.Segments.GroupBy(segment => segment).Select(segment => segment.Count())];
        Assert.Equal([1, 1, 2, 2, 3, 3, 5, 5, 10, 10], lengths.SkipLast(1).Order());
        Assert.Equal(18, lengths[^1]);
        Assert.NotEqual(cut.Segments, new RandomNGramSegmenter(2).Cut(completion, new Random(2)).Segments);
    }

    [Fact]
    public void A_token_that_raises_the_perplexity_begins_a_segment()
    {
        Assert.Equal([0, 0, 1, 1, 2], PerplexitySegmenter.Cut([3, 2, 2.5, 2.5, 4]).Segments);
        CompletionTokens completion = Of("a", "b", "c") with { LogProbabilities = [-1, -0.5, -2] };
        Assert.Equal([0, 0, 1], new PerplexitySegmenter().Cut(completion, new Random(0)).Segments);
    }

    [Theory]
    [InlineData("one|\n\n|two|\n|more|\n\n|three", "0011112")]
    [InlineData("one|\n|\n|two", "0001")]
    [InlineData("one\n\ntwo|three", "01")]
    [InlineData("\n\n|one|\n\n|\n\n|two|", "000011")]
    public void A_separator_ends_a_segment_and_blanks_follow_it(string pieces, string segments) => Agree(segments, new SeparatorSegmenter(), pieces.Split('|'));

    [Fact]
    public void A_separator_may_be_spread_over_tokens() => Agree("00000000111", new SeparatorSegmenter("<end>"), [.. "hi <end>you".Select(character => $"{character}")]);

    [Fact]
    public void A_token_that_ends_a_segment_belongs_to_it() =>
        Assert.Equal([0, 0, 1, 2, 2], new EndTokenSegmenter([9]).Cut(new CompletionTokens([1, 9, 9, 2, 3], ["a", "", "", "b", "c"], new double[5]), new Random(0)).Segments);

    [Fact]
    public void Ranks_are_counted_by_newlines_and_what_is_beyond_the_last_is_one_segment()
    {
        SegmentCut cut = new RankSegmenter(3).Cut(Of("A", "\n", "B", "b", "\n", "C", "\n\n", "E"), new Random(0));
        Assert.Equal([0, 0, 1, 1, 1, 2, 2, 3], cut.Segments);
        Assert.Equal(4, cut.Count);
    }

    [Fact]
    public void A_list_that_is_short_has_all_ranks()
    {
        CompletionTokens completion = Of("A", "\n", "B");
        SegmentCut cut = new RankSegmenter(3).Cut(completion, new Random(0));
        Assert.Equal(4, cut.Count);
        Assert.Equal(["A\n", "B", "", ""], completion.Texts(cut));
    }

    [Fact]
    public void Constituents_of_fewer_tokens_than_the_limit_are_segments_and_single_tokens_join_the_one_before()
    {
        // ((0 1 2) 3 (4 5 6 7 (8 9)))
        Constituent tree = Node(0, 10, Leaf(0, 3), Leaf(3, 1), Node(4, 6, Leaf(4, 4), Leaf(8, 2)));
        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 1, 2, 2], Cut(tree, 5));
        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 1, 1, 1], Cut(tree, 7));
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 0, 0], Cut(tree, 11));

        static IReadOnlyList<int> Cut(Constituent tree, int limit) => new ParseSegmenter(new Fixed(tree), limit).Cut(Of([.. Enumerable.Repeat("x", tree.Count)]), new Random(0)).Segments;
    }

    [Fact]
    public void Marks_make_lines_sentences_clauses_and_words()
    {
        CompletionTokens completion = Of("So", ",", " it", " is", " pla", "in", ".", " Tru", "ly", ".");
        Constituent root = new PunctuationParser().Parse(completion);
        Assert.Equal([(0, 7), (7, 3)], root.Children.Select(sentence => (sentence.First, sentence.Count)));
        Assert.Equal([(0, 2), (2, 5)], root.Children[0].Children.Select(clause => (clause.First, clause.Count)));
        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 2, 2, 2], new ParseSegmenter(new PunctuationParser()).Cut(completion, new Random(0)).Segments);
    }

    [Fact]
    public void Every_segmenter_numbers_from_0_in_steps_of_at_most_1() =>
        Gen.OneOf("a", " b", "\n", "\n\n", ".", ", c", "").Array[0, 30].Check(
            pieces => Assert.All(
                new ISegmenter[]
                {
                    new NGramSegmenter(3), new ScheduleSegmenter([2, 1]), new RandomNGramSegmenter(1), new PerplexitySegmenter(), new SeparatorSegmenter(),
                    new EndTokenSegmenter([2]), new ParseSegmenter(new PunctuationParser(), 3),
                },
                segmenter =>
                {
                    SegmentCut cut = segmenter.Cut(Of(pieces), new Random(3));
                    Assert.Equal(pieces.Length, cut.Segments.Count);
                    Assert.Equal(Enumerable.Range(0, cut.Count), cut.Segments.Distinct());
                    Assert.Equal(cut.Segments.Order(), cut.Segments);
                    Assert.Equal(string.Concat(pieces), string.Concat(Of(pieces).Texts(cut)));
                }),
            iter: 200);

    private static void Agree(string segments, ISegmenter segmenter, string words) => Agree(segments, segmenter, words.Split(' '));

    private static void Agree(string segments, ISegmenter segmenter, string[] pieces) =>
        Assert.Equal(segments[..pieces.Length], string.Concat(segmenter.Cut(Of(pieces), new Random(0)).Segments));

    private static CompletionTokens Of(params string[] pieces) =>
        new([.. Enumerable.Range(0, pieces.Length)], pieces, [.. pieces.Select((piece, token) => -0.1 * ((piece.Length + token) % 5))]);

    private static Constituent Leaf(int first, int count) => new(first, count, []);

    private static Constituent Node(int first, int count, params Constituent[] children) => new(first, count, children);

    private sealed class Fixed(Constituent tree) : IConstituencyParser
    {
        public Constituent Parse(CompletionTokens completion) => tree;
    }
}
