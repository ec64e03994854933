using System.Text;

namespace Paragon.Tokenizers;

/// <summary>Every byte of the UTF-8 text is a token, and three ids above them are special. It needs no file and knows every text.</summary>
public sealed class ByteTokenizer : ITokenizer
{
    private const int Bytes = 256;

    /// <summary>259: the bytes, end of text, beginning of text, padding.</summary>
    public int VocabularySize => Bytes + 3;

    /// <summary>256.</summary>
    public int EndOfText => Bytes;

    /// <summary>257.</summary>
    public int? BeginningOfText => Bytes + 1;

    /// <summary>258.</summary>
    public int? Padding => Bytes + 2;

    /// <inheritdoc/>
    public int[] Encode(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return Array.ConvertAll(bytes, value => (int)value);
    }

    /// <inheritdoc/>
    /// <remarks>Bytes that are not UTF-8 become U+FFFD.</remarks>
    public string Decode(ReadOnlySpan<int> ids)
    {
        byte[] bytes = new byte[ids.Length];
        int count = 0;
        foreach (int id in ids)
        {
            if ((uint)id >= (uint)VocabularySize)
            {
                throw TokenizerException.UnknownId(id, VocabularySize);
            }

            if (id < Bytes)
            {
                bytes[count++] = (byte)id;
            }
        }

        return Encoding.UTF8.GetString(bytes, 0, count);
    }
}
