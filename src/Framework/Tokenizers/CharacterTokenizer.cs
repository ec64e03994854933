using System.Text;

namespace Paragon.Tokenizers;

/// <summary>Every character of a small alphabet is a token, and two ids above them are special: for tasks that a tiny model learns.</summary>
public sealed class CharacterTokenizer : ITokenizer
{
    private readonly string _alphabet;
    private readonly Dictionary<char, int> _ids = [];

    /// <summary>A tokenizer over an alphabet; the first character has id 0.</summary>
    /// <param name="alphabet">Distinct characters, at least one.</param>
    /// <exception cref="TokenizerException">The alphabet is empty, or holds a character twice or half of one.</exception>
    public CharacterTokenizer(string alphabet)
    {
        if (alphabet.Length == 0)
        {
            throw new TokenizerException("The alphabet is empty; give the characters of the task, such as \"0123456789+=\".");
        }

        foreach (char character in alphabet)
        {
            if (char.IsSurrogate(character))
            {
                throw new TokenizerException("The alphabet holds a character beyond U+FFFF, which is two units of a C# string. Use ByteTokenizer.");
            }

            if (!_ids.TryAdd(character, _ids.Count))
            {
                throw new TokenizerException($"The alphabet holds '{character}' twice.");
            }
        }

        _alphabet = alphabet;
    }

    /// <summary>The alphabet, end of text and beginning of text.</summary>
    public int VocabularySize => _alphabet.Length + 2;

    /// <summary>The first id after the alphabet.</summary>
    public int EndOfText => _alphabet.Length;

    /// <summary>The second id after the alphabet.</summary>
    public int? BeginningOfText => _alphabet.Length + 1;

    /// <summary>None.</summary>
    public int? Padding => null;

    /// <inheritdoc/>
    public int[] Encode(string text)
    {
        int[] ids = new int[text.Length];
        for (int index = 0; index < text.Length; index++)
        {
            ids[index] = _ids.TryGetValue(text[index], out int id)
                ? id
                : throw new TokenizerException($"'{text[index]}' at position {index} is not in the alphabet \"{_alphabet}\".");
        }

        return ids;
    }

    /// <inheritdoc/>
    public string Decode(ReadOnlySpan<int> ids)
    {
        StringBuilder text = new(ids.Length);
        foreach (int id in ids)
        {
            if ((uint)id >= (uint)VocabularySize)
            {
                throw TokenizerException.UnknownId(id, VocabularySize);
            }

            if (id < _alphabet.Length)
            {
                text.Append(_alphabet[id]);
            }
        }

        return text.ToString();
    }
}
