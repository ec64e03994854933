using System.Buffers;
using ICSharpCode.SharpZipLib;
using ICSharpCode.SharpZipLib.GZip;

namespace Paragon.Data;

/// <summary>One line of a file.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Bytes">Without its end; null when it is longer than a row may be.</param>
internal readonly record struct Line(long Number, ReadOnlyMemory<byte>? Bytes)
{
    /// <summary>Whether there is nothing on it.</summary>
    public bool IsBlank => Bytes is { } bytes && bytes.Span.Trim(" \t\r"u8).IsEmpty;
}

/// <summary>The lines of a file, plain or compressed with gzip, in bounded memory.</summary>
internal static class JsonLines
{
    private const int FirstBuffer = 1 << 16;

    /// <summary>The lines, one after the other; the bytes of a line are good until the next is asked for.</summary>
    /// <param name="path">Path of the file. Whether it is compressed is told from its first bytes, not from its name.</param>
    /// <param name="longest">Longest line that is held, in bytes.</param>
    /// <exception cref="DataFileException">The file cannot be opened or read, or its compressed data are damaged or cut off.</exception>
    public static IEnumerable<Line> Read(string path, int longest)
    {
        using Stream stream = Open(path);
        byte[] buffer = new byte[Math.Min(FirstBuffer, longest + 1)];
        int start = 0, end = 0;
        bool tooLong = false;
        for (long number = 1; ; number++)
        {
            int length;
            int searched = start;
            while ((length = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n')) < 0)
            {
                searched = end;
                if (searched - start > longest)
                {
                    // The rest of the line is read and not kept.
                    tooLong = true;
                    start = searched = end = 0;
                }

                Room(ref buffer, ref start, ref end, ref searched);
                int read = Fill(stream, path, number, buffer, end);
                if (read == 0)
                {
                    if (end > start || tooLong)
                    {
                        yield return Cut(number, buffer, start, end - start);
                    }

                    yield break;
                }

                end += read;
            }

            length += searched - start;
            yield return Cut(number, buffer, start, length);
            start += length + 1;
            tooLong = false;
        }

        Line Cut(long number, byte[] bytes, int from, int length)
        {
            ReadOnlyMemory<byte> line = bytes.AsMemory(from, length);
            ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
            line = number == 1 && line.Span.StartsWith(mark) ? line[mark.Length..] : line;
            return new Line(number, tooLong || length > longest ? default(ReadOnlyMemory<byte>?) : line);
        }
    }

    // Moves what is left to the front, and grows where that is not enough.
    private static void Room(ref byte[] buffer, ref int start, ref int end, ref int searched)
    {
        if (end < buffer.Length)
        {
            return;
        }

        byte[] larger = start > 0 ? buffer : new byte[buffer.Length * 2];
        buffer.AsSpan(start, end - start).CopyTo(larger);
        (buffer, searched, end, start) = (larger, searched - start, end - start, 0);
    }

    private static Stream Open(string path)
    {
        try
        {
            FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            Span<byte> first = stackalloc byte[4];
            int read = file.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
            file.Position = 0;
            if (first[..read].SequenceEqual("PAR1"u8))
            {
                file.Dispose();
                throw new DataFileException($"'{path}' is a Parquet file. Write it as JSON Lines: datasets' to_json(\"file.jsonl\") in Python does it.");
            }

            return read >= 2 && first[0] == 0x1F && first[1] == 0x8B ? new GZipInputStream(file) : file;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new DataFileException($"The data file '{path}' cannot be opened: {error.Message}", error);
        }
    }

    // .NET's own GZipStream takes a file that was cut off for one that ends; this one says so.
    private static int Fill(Stream stream, string path, long number, byte[] buffer, int end)
    {
        try
        {
            return stream.Read(buffer, end, buffer.Length - end);
        }
        catch (Exception error) when (error is SharpZipBaseException or IOException or IndexOutOfRangeException or ArgumentException)
        {
            throw new DataFileException($"'{path}' is damaged or cut off from line {number} on: {error.Message} Copy or download it again.", error);
        }
    }
}
