using CsCheck;

namespace Paragon.Framework.Tests.Options;

public sealed class SpellingTests
{
    private static readonly Gen<string> s_word = Gen.Char["abc"].Array[0, 6].Select(letters => new string(letters));

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("beta", "beta", 0)]
    [InlineData("beta", "bета", 3)]
    [InlineData("beat", "beta", 1)]
    [InlineData("eta", "beta", 1)]
    [InlineData("betas", "beta", 1)]
    [InlineData("gamma", "beta", 4)]
    public void Edits_are_counted(string from, string to, int edits) => Assert.Equal(edits, Spelling.Distance(from, to));

    [Fact]
    public void Distance_is_symmetric_and_zero_for_equals_only() => Gen.Select(s_word, s_word).Check((from, to) =>
        Spelling.Distance(from, to) == Spelling.Distance(to, from) && (Spelling.Distance(from, to) == 0) == (from == to));

    [Fact]
    public void One_edit_is_one_away() =>
        Gen.Select(s_word.Where(word => word.Length > 0), Gen.Int[0, 5]).Check((word, at) => Spelling.Distance(word, word.Remove(at % word.Length, 1)) == 1);

    [Theory]
    [InlineData("betta", "beta")]
    [InlineData("cliplow", "clip-low")]
    [InlineData("CLIP_LWO", "clip-low")]
    [InlineData("temperature", null)]
    public void The_nearest_name_is_near(string misspelt, string? name) => Assert.Equal(name, Spelling.Nearest(misspelt, ["clip-low", "beta", "count"]));
}
