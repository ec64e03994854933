using CsCheck;
using Paragon.Tokenizers;

namespace Paragon.Framework.Tests.Tokenizers;

public sealed class SmallTokenizersTests
{
    private static readonly CharacterTokenizer Digits = new("0123456789+=");

    [Fact]
    public void Bytes_of_any_text_return_exactly() => Gen.String.Where(text => text.EnumerateRunes().All(rune => rune.Value != 0xFFFD)).Check(
        text => new ByteTokenizer() is var bytes && bytes.Decode([bytes.BeginningOfText!.Value, .. bytes.Encode(text), bytes.EndOfText]) == text);

    [Fact]
    public void Characters_of_the_alphabet_return_exactly() => Gen.Int[0, 11].Array[0, 20].Select(ids => string.Concat(ids.Select(id => "0123456789+="[id]))).Check(
        text => Digits.Decode([.. Digits.Encode(text), Digits.EndOfText]) == text && Digits.Encode(text).All(id => id < 12));

    [Fact]
    public void Special_ids_are_distinct_and_inside_the_vocabulary()
    {
        foreach (ITokenizer tokenizer in (ITokenizer[])[new ByteTokenizer(), Digits])
        {
            int[] special = [.. new[] { tokenizer.EndOfText, tokenizer.BeginningOfText, tokenizer.Padding }.OfType<int>()];
            Assert.Equal(special.Length, special.Distinct().Count());
            Assert.All(special, id => Assert.InRange(id, 0, tokenizer.VocabularySize - 1));
        }
    }

    [Fact]
    public void What_has_no_id_is_named_with_its_place()
    {
        Assert.Contains("'x' at position 2 is not in the alphabet", Assert.Throws<TokenizerException>(() => Digits.Encode("1+x")).Message);
        Assert.Contains("Id 14 is outside the tokenizer's vocabulary of 14", Assert.Throws<TokenizerException>(() => Digits.Decode([14])).Message);
        Assert.Contains("Id 259 is outside", Assert.Throws<TokenizerException>(() => new ByteTokenizer().Decode([259])).Message);
        Assert.Contains("holds 'a' twice", Assert.Throws<TokenizerException>(() => new CharacterTokenizer("aba")).Message);
        Assert.Contains("is empty", Assert.Throws<TokenizerException>(() => new CharacterTokenizer("")).Message);
        Assert.Contains("beyond U+FFFF", Assert.Throws<TokenizerException>(() => new CharacterTokenizer("👍")).Message);
    }
}
