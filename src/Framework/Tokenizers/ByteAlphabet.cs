using System.Buffers;
using System.Text;

namespace Paragon.Tokenizers;

/// <summary>GPT-2's printable character for every byte, in which byte-level vocabularies are written.</summary>
internal static class ByteAlphabet
{
    private static readonly char[] CharacterOfByte = Make();
    private static readonly SearchValues<char> Characters = SearchValues.Create(CharacterOfByte);

    internal static char OfByte(byte value) => CharacterOfByte[value];

    internal static bool Holds(string token) => !token.AsSpan().ContainsAnyExcept(Characters);

    internal static string OfText(ReadOnlySpan<char> text)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        return string.Create(bytes.Length, bytes, static (target, source) =>
        {
            for (int index = 0; index < source.Length; index++)
            {
                target[index] = CharacterOfByte[source[index]];
            }
        });
    }

    /// <summary>Bytes of a token of which <see cref="Holds"/> is true.</summary>
    internal static byte[] ToBytes(string token) => Array.ConvertAll(token.ToCharArray(), character => (byte)Array.IndexOf(CharacterOfByte, character));

    private static char[] Make()
    {
        char[] characters = new char[256];
        int moved = 0;
        for (int value = 0; value < characters.Length; value++)
        {
            bool printable = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
            characters[value] = printable ? (char)value : (char)(256 + moved++);
        }

        return characters;
    }
}
