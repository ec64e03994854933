using CsCheck;
using Paragon.Segmentation;

namespace Paragon.Framework.Tests.Segmentation;

public sealed class PhraseDifferenceTests
{
    private static readonly Gen<int[]> s_tokens = Gen.Int[0, 3].Array[0, 8];

    [Theory]
    [InlineData("a b c d", "a b c d", "0 0 0 0", "0 0 0 0")]
    [InlineData("a b c d", "a x c d", "0 1 0 0", "0 1 0 0")]
    [InlineData("a b c d", "a c d", "0 1 0 0", "0 0 0")]
    [InlineData("a b c d e f", "a x c d y z f", "0 1 0 0 2 0", "0 1 0 0 2 2 0")]
    [InlineData("a b", "x y z", "1 1", "1 1 1")]
    [InlineData("", "x", "", "1")]
    // The longest block comes first, though it costs the two short ones around it.
    [InlineData("a b c d e", "d a b c d", "0 0 0 0 2", "1 0 0 0 0")]
    public void Phrases_lie_between_the_longest_shared_blocks(string first, string second, string ofFirst, string ofSecond)
    {
        PhraseDifference difference = PhraseDifference.Between(Tokens(first), Tokens(second));
        Assert.Equal(Numbers(ofFirst), difference.First);
        Assert.Equal(Numbers(ofSecond), difference.Second);
    }

    [Fact]
    public void What_is_shared_is_the_same_in_both_and_phrases_are_numbered_in_order() => Gen.Select(s_tokens, s_tokens).Check((first, second) =>
    {
        PhraseDifference difference = PhraseDifference.Between(first, second);
        Assert.Equal(Shared(first, difference.First), Shared(second, difference.Second));
        Assert.Equal(difference.First.Order(), OutOf(difference.First));
        int[] used = [.. difference.First.Concat(difference.Second).Where(phrase => phrase > 0).Distinct().Order()];
        Assert.Equal(Enumerable.Range(1, used.Length), used);
    });

    [Fact]
    public void A_sequence_differs_nowhere_from_itself_and_everywhere_from_other_tokens() => s_tokens.Check(tokens =>
    {
        Assert.All(PhraseDifference.Between(tokens, tokens).First, phrase => Assert.Equal(0, phrase));
        Assert.All(PhraseDifference.Between(tokens, [.. tokens.Select(token => token + 9)]).Second, phrase => Assert.Equal(1, phrase));
    });

    private static IEnumerable<int> Shared(int[] tokens, IReadOnlyList<int> phrases) => tokens.Where((_, place) => phrases[place] == 0);

    /// <summary>The phrases in the order in which they stand, those that are shared first.</summary>
    private static IEnumerable<int> OutOf(IReadOnlyList<int> phrases) => phrases.Where(phrase => phrase == 0).Concat(phrases.Where(phrase => phrase > 0));

    private static int[] Tokens(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => (int)word[0])];

    private static int[] Numbers(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
}
