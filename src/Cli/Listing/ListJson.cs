using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Paragon.Cli.Listing;

/// <summary>The list for programs.</summary>
internal static class ListJson
{
    public static string Write(IReadOnlyList<ListEntry> entries)
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (ListEntry entry in entries)
            {
                Write(json, entry);
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length) + "\n";
    }

    private static void Write(Utf8JsonWriter json, ListEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("name", entry.Descriptor.Name);
        json.WriteString("type", entry.Descriptor.Type);
        json.WriteString("summary", entry.Descriptor.Summary);
        json.WriteString("source", entry.Descriptor.Source);
        json.WriteStartArray("formulas");
        foreach (Stage stage in entry.Stages)
        {
            json.WriteStartObject();
            json.WriteString("kind", stage.Kind.ToString().ToLowerInvariant());
            json.WriteString("name", stage.Name);
            json.WriteString("level", stage.Level);
            json.WriteString("column", stage.Column);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("options");
        foreach (OptionDescriptor option in entry.Descriptor.Options)
        {
            json.WriteStartObject();
            json.WriteString("key", option.Key);
            json.WriteString("default", option.DefaultText());
            json.WriteString("allowed", option.Allowed);
            json.WriteString("summary", option.Summary);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
