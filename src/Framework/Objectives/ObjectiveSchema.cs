using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Paragon;

/// <summary>The JSON schema of a settings file, from which editors complete and check the options of objectives.</summary>
public static class ObjectiveSchema
{
    /// <summary>
    /// The schema (draft 7) of a file such as appsettings.json. It shows each option under its kebab-case key, says
    /// nothing of other sections, and refuses what the start would refuse.
    /// </summary>
    /// <param name="objectives">The objectives that a file may configure.</param>
    public static string Write(IEnumerable<ObjectiveDescriptor> objectives)
    {
        using MemoryStream bytes = new();
        JsonWriterOptions form = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (Utf8JsonWriter json = new(bytes, form))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "http://json-schema.org/draft-07/schema#");
            WriteSection(json, ObjectiveDescriptor.Section.Split(':'), objectives);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length) + "\n";
    }

    private static void WriteSection(Utf8JsonWriter json, ReadOnlySpan<string> path, IEnumerable<ObjectiveDescriptor> objectives)
    {
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        if (path.IsEmpty)
        {
            foreach (ObjectiveDescriptor objective in objectives.OrderBy(objective => objective.Name, StringComparer.Ordinal))
            {
                WriteObjective(json, objective);
            }
        }
        else
        {
            json.WriteStartObject(path[0]);
            WriteSection(json, path[1..], objectives);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        if (path.IsEmpty)
        {
            json.WriteBoolean("additionalProperties", false);
        }
    }

    private static void WriteObjective(Utf8JsonWriter json, ObjectiveDescriptor objective)
    {
        json.WriteStartObject(objective.Name);
        json.WriteString("type", "object");
        json.WriteString("description", objective.Source.Length == 0 ? objective.Summary : $"{objective.Summary} ({objective.Source})");
        json.WriteStartObject("properties");
        foreach (OptionDescriptor option in objective.Options)
        {
            json.WriteStartObject(option.Key);
            WriteOption(json, option);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteBoolean("additionalProperties", false);
        json.WriteEndObject();
    }

    private static void WriteOption(Utf8JsonWriter json, OptionDescriptor option)
    {
        json.WriteString("description", option.Summary);
        if (option.Unlimited is { } unlimited)
        {
            json.WriteStartArray("anyOf");
            json.WriteStartObject();
            WriteValues(json, option);
            json.WriteEndObject();
            json.WriteStartObject();
            json.WriteString("const", Digits(unlimited));
            json.WriteEndObject();
            json.WriteEndArray();
        }
        else
        {
            WriteValues(json, option);
        }

        WriteDefault(json, option.Default);
    }

    private static void WriteValues(Utf8JsonWriter json, OptionDescriptor option)
    {
        json.WriteString("type", option.Kind switch
        {
            OptionKind.Number => "number",
            OptionKind.WholeNumber => "integer",
            OptionKind.Flag => "boolean",
            _ => "string",
        });
        if (option.Kind == OptionKind.Choice)
        {
            json.WriteStartArray("enum");
            foreach (OptionChoice choice in option.Choices)
            {
                json.WriteStringValue(choice.Key);
            }

            json.WriteEndArray();
        }

        WriteBound(json, option.MinimumIsExclusive ? "exclusiveMinimum" : "minimum", option.Minimum);
        WriteBound(json, option.MaximumIsExclusive ? "exclusiveMaximum" : "maximum", option.Maximum);
    }

    private static void WriteBound(Utf8JsonWriter json, string name, double? bound)
    {
        if (bound is { } value)
        {
            json.WriteNumber(name, value);
        }
    }

    private static void WriteDefault(Utf8JsonWriter json, object? @default)
    {
        switch (@default)
        {
            case double number when double.IsFinite(number):
                json.WriteNumber("default", number);
                break;
            case double number:
                json.WriteString("default", Digits(number));
                break;
            case int number:
                json.WriteNumber("default", number);
                break;
            case bool flag:
                json.WriteBoolean("default", flag);
                break;
            case string text:
                json.WriteString("default", text);
                break;
        }
    }

    // JSON has no infinity; settings give it as a text.
    private static string Digits(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
