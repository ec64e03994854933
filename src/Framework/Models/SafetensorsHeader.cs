using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using TorchSharp;

namespace Paragon.Models;

/// <summary>Reads the header of a safetensors file and believes nothing that it says before it is checked.</summary>
/// <remarks>Format: 8 bytes of length (little endian), a JSON object, then the raw numbers. Source: the safetensors README.</remarks>
internal static class SafetensorsHeader
{
    /// <summary>The limit of the reference implementation.</summary>
    private const long LongestHeader = 100_000_000;

    internal static Dictionary<string, SafetensorsEntry> Read(string path, SafeFileHandle file)
    {
        long fileLength = RandomAccess.GetLength(file);
        Span<byte> prefix = stackalloc byte[8];
        if (fileLength < prefix.Length || RandomAccess.Read(file, prefix, 0) < prefix.Length)
        {
            throw new ModelException($"{path} has {fileLength} bytes; a safetensors file has at least 8. Is the download complete?");
        }

        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (headerLength > LongestHeader || (long)headerLength > fileLength - prefix.Length)
        {
            throw new ModelException($"{path} claims a header of {headerLength} bytes, but has {fileLength} bytes in all. It is not a safetensors file, or the download is incomplete.");
        }

        byte[] header = new byte[headerLength];
        if (RandomAccess.Read(file, header, prefix.Length) < header.Length)
        {
            throw new ModelException($"{path}: the header ends before its {headerLength} bytes. Is the download complete?");
        }

        return Parse(path, header, prefix.Length + header.Length, fileLength);
    }

    private static Dictionary<string, SafetensorsEntry> Parse(string path, byte[] header, long dataStart, long fileLength)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(header);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new ModelException($"{path}: the header holds a JSON {document.RootElement.ValueKind}; expected an object.");
            }

            Dictionary<string, SafetensorsEntry> entries = new(StringComparer.Ordinal);
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                if (property.Name != "__metadata__" && !entries.TryAdd(property.Name, Entry(path, property, dataStart, fileLength)))
                {
                    throw new ModelException($"{path}: tensor '{property.Name}' appears twice in the header.");
                }
            }

            return entries;
        }
        catch (JsonException error)
        {
            throw new ModelException($"{path}: the header is not valid JSON ({Encoding.UTF8.GetString(header, 0, Math.Min(header.Length, 60))}). {error.Message}", error);
        }
    }

    private static SafetensorsEntry Entry(string path, JsonProperty property, long dataStart, long fileLength)
    {
        ModelException Bad(string problem) => new($"{path}: tensor '{property.Name}' {problem}.");

        if (property.Value.ValueKind != JsonValueKind.Object
            || !property.Value.TryGetProperty("dtype", out JsonElement type) || type.ValueKind != JsonValueKind.String
            || Numbers(property.Value, "shape") is not { } shape
            || Numbers(property.Value, "data_offsets") is not [long begin, long end])
        {
            throw Bad("has no 'dtype' (a string), 'shape' (whole numbers) and 'data_offsets' (two whole numbers)");
        }

        torch.ScalarType dataType = SafetensorsTypes.Parse(type.GetString())
            ?? throw Bad($"has dtype {type.GetString()}; supported are {SafetensorsTypes.Known}");
        long length;
        try
        {
            length = shape.Aggregate((long)SafetensorsTypes.Size(dataType), (product, size) => checked(product * size));
        }
        catch (OverflowException)
        {
            throw Bad($"has shape [{string.Join(", ", shape)}], more bytes than can be counted");
        }

        // begin <= end first: the subtraction below must not overflow.
        if (begin > end || end > fileLength - dataStart)
        {
            throw Bad($"lies at bytes {begin} to {end}, outside the {fileLength - dataStart} bytes of data. Is the download complete?");
        }

        return end - begin == length
            ? new SafetensorsEntry(property.Name, dataType, shape, dataStart + begin, length)
            : throw Bad($"has {end - begin} bytes, but shape [{string.Join(", ", shape)}] of {type.GetString()} needs {length}");
    }

    private static long[]? Numbers(JsonElement entry, string key)
    {
        if (!entry.TryGetProperty(key, out JsonElement list) || list.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        long[] numbers = new long[list.GetArrayLength()];
        for (int index = 0; index < numbers.Length; index++)
        {
            if (list[index].ValueKind != JsonValueKind.Number || !list[index].TryGetInt64(out numbers[index]) || numbers[index] < 0)
            {
                return null;
            }
        }

        return numbers;
    }
}
