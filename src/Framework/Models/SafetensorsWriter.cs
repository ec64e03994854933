using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Models;

internal static class SafetensorsWriter
{
    internal static void Write(string path, IEnumerable<KeyValuePair<string, Tensor>> tensors)
    {
        KeyValuePair<string, Tensor>[] list = [.. tensors.OrderBy(tensor => tensor.Key, StringComparer.Ordinal)];
        for (int index = 1; index < list.Length; index++)
        {
            if (list[index].Key == list[index - 1].Key)
            {
                throw new ModelException($"{path}: tensor '{list[index].Key}' would be written twice. Names must be distinct.");
            }
        }

        byte[] header = Header(list);
        AtomicFile.Write(path, stream =>
        {
            Span<byte> prefix = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(prefix, header.Length);
            stream.Write(prefix);
            stream.Write(header);
            foreach ((_, Tensor tensor) in list)
            {
                using DisposeScope scope = NewDisposeScope();
                TensorBytes.ForEachPiece(tensor.detach().cpu().contiguous(), piece => stream.Write(piece));
            }
        });
    }

    private static byte[] Header(KeyValuePair<string, Tensor>[] tensors)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("__metadata__");
            writer.WriteString("format", "pt");
            writer.WriteEndObject();
            long offset = 0;
            foreach ((string name, Tensor tensor) in tensors)
            {
                writer.WriteStartObject(name);
                writer.WriteString("dtype", SafetensorsTypes.Name(tensor.dtype));
                writer.WriteStartArray("shape");
                foreach (long size in tensor.shape)
                {
                    writer.WriteNumberValue(size);
                }

                writer.WriteEndArray();
                writer.WriteStartArray("data_offsets");
                writer.WriteNumberValue(offset);
                writer.WriteNumberValue(offset += tensor.numel() * SafetensorsTypes.Size(tensor.dtype));
                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        // The data starts at a multiple of 8, so that a reader may map the file.
        int padding = (8 - (buffer.WrittenCount % 8)) % 8;
        return [.. buffer.WrittenSpan, .. Enumerable.Repeat((byte)' ', padding)];
    }
}
