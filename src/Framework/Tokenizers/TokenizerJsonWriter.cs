using System.Text.Encodings.Web;
using System.Text.Json;
using Paragon.Models;

namespace Paragon.Tokenizers;

/// <summary>Writes the <c>tokenizer.json</c> of a byte-level BPE as Hugging Face's library does.</summary>
internal static class TokenizerJsonWriter
{
    internal static void Write(string path, List<string> tokens, List<(string Left, string Right)> merges, string endOfText) => AtomicFile.Write(path, stream =>
    {
        // The file is read by tokenizers, not by browsers: its letters may stand as they are.
        using Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        writer.WriteString("version", "1.0");
        writer.WriteNull("truncation");
        writer.WriteNull("padding");
        WriteEndOfText(writer, endOfText, tokens.Count);
        writer.WriteNull("normalizer");
        WriteByteLevel(writer, "pre_tokenizer");
        writer.WriteNull("post_processor");
        WriteByteLevel(writer, "decoder");
        WriteModel(writer, tokens, merges, endOfText);
        writer.WriteEndObject();
    });

    private static void WriteEndOfText(Utf8JsonWriter writer, string endOfText, int id)
    {
        writer.WriteStartArray("added_tokens");
        writer.WriteStartObject();
        writer.WriteNumber("id", id);
        writer.WriteString("content", endOfText);
        foreach (string key in (string[])["single_word", "lstrip", "rstrip", "normalized"])
        {
            writer.WriteBoolean(key, false);
        }

        writer.WriteBoolean("special", true);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteByteLevel(Utf8JsonWriter writer, string key)
    {
        writer.WriteStartObject(key);
        writer.WriteString("type", "ByteLevel");
        writer.WriteBoolean("add_prefix_space", false);
        writer.WriteBoolean("trim_offsets", true);
        writer.WriteBoolean("use_regex", true);
        writer.WriteEndObject();
    }

    private static void WriteModel(Utf8JsonWriter writer, List<string> tokens, List<(string Left, string Right)> merges, string endOfText)
    {
        writer.WriteStartObject("model");
        writer.WriteString("type", "BPE");
        foreach (string key in (string[])["dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix"])
        {
            writer.WriteNull(key);
        }

        foreach (string key in (string[])["fuse_unk", "byte_fallback", "ignore_merges"])
        {
            writer.WriteBoolean(key, false);
        }

        writer.WriteStartObject("vocab");
        for (int id = 0; id < tokens.Count; id++)
        {
            writer.WriteNumber(tokens[id], id);
        }

        writer.WriteNumber(endOfText, tokens.Count);
        writer.WriteEndObject();
        writer.WriteStartArray("merges");
        foreach ((string left, string right) in merges)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(left);
            writer.WriteStringValue(right);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
