using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.Configuration;

namespace Paragon.Framework.Tests.Options;

public sealed class ObjectiveSchemaTests
{
    private static readonly JsonElement s_schema = JsonDocument.Parse(ObjectiveSchema.Write(Objectives.All)).RootElement;

    private static readonly Gen<string> s_value = Gen.OneOf(
        Gen.Double[-2, 3].Select(value => JsonSerializer.Serialize(value)),
        Gen.Int[-5, 80].Select(value => JsonSerializer.Serialize(value)),
        Gen.Bool.Select(value => JsonSerializer.Serialize(value)),
        OneOf("\"linear\"", "\"far-away\"", "\"other\"", "null", "[]", "{ \"a\": 1 }", "0", "1", "64", "65", "1e-9", "\"Infinity\"", "\"-Infinity\""));

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    [Fact]
    public void The_schema_accepts_what_the_reader_accepts() =>
        Gen.Select(OneOf("beta", "clip-low", "count", "average", "shape", "label", "cap", "betta"), s_value).Check((key, value) =>
        {
            // Configuration knows only texts, so there a number may be a label, and an empty list is the empty text.
            if (key == "label" && value[0] is not ('"' or 'n' or '{'))
            {
                return;
            }

            string json = $$"""{ "Logging": { "any": [1] }, "Paragon": { "Objectives": { "sample": { "{{key}}": {{value}} } } } }""";
            Assert.True(Accepts(s_schema, JsonDocument.Parse(json).RootElement) == IsRead(json), json);
        });

    [Fact]
    public void The_schema_is_of_draft_7_and_complete()
    {
        Assert.Equal("http://json-schema.org/draft-07/schema#", s_schema.GetProperty("$schema").GetString());
        JsonElement objectives = s_schema.GetProperty("properties").GetProperty("Paragon").GetProperty("properties").GetProperty("Objectives");
        Assert.Equal(Objectives.All.Select(objective => objective.Name), objectives.GetProperty("properties").EnumerateObject().Select(objective => objective.Name));
        JsonElement sample = objectives.GetProperty("properties").GetProperty("sample");
        Assert.Equal("An option of every kind. (Somebody 2020)", sample.GetProperty("description").GetString());
        Assert.Equal("""{"description":"Strength.","type":"number","exclusiveMinimum":0,"default":0.1}""", JsonSerializer.Serialize(sample.GetProperty("properties").GetProperty("beta")));
        Assert.Equal("""{"description":"Which.","type":"string","enum":["linear","far-away"],"default":"far-away"}""", JsonSerializer.Serialize(sample.GetProperty("properties").GetProperty("shape")));
        Assert.False(Accepts(s_schema, JsonDocument.Parse("""{ "Paragon": { "Objectives": { "sampel": {} } } }""").RootElement));
    }

    private static bool IsRead(string json)
    {
        using MemoryStream stream = new(System.Text.Encoding.UTF8.GetBytes(json));
        IConfigurationRoot configuration = new ConfigurationBuilder().AddJsonStream(stream).Build();
        try
        {
            Configurations.Read(configuration);
            return true;
        }
        catch (OptionsException)
        {
            return false;
        }
    }

    // The words of draft 7 that the schema uses; another word fails the test, so that none goes unchecked.
    private static bool Accepts(JsonElement schema, JsonElement value) => schema.EnumerateObject().All(word => word.Name switch
    {
        "$schema" or "description" or "default" => true,
        "type" => IsOf(word.Value.GetString()!, value),
        "properties" => value.ValueKind != JsonValueKind.Object
            || value.EnumerateObject().All(member => !word.Value.TryGetProperty(member.Name, out JsonElement inner) || Accepts(inner, member.Value)),
        "additionalProperties" => value.EnumerateObject().All(member => schema.GetProperty("properties").TryGetProperty(member.Name, out _)),
        "anyOf" => word.Value.EnumerateArray().Any(inner => Accepts(inner, value)),
        "const" => value.ValueKind == JsonValueKind.String && value.GetString() == word.Value.GetString(),
        "enum" => word.Value.EnumerateArray().Any(choice => choice.GetString() == value.GetString()),
        "minimum" => value.GetDouble() >= word.Value.GetDouble(),
        "maximum" => value.GetDouble() <= word.Value.GetDouble(),
        "exclusiveMinimum" => value.GetDouble() > word.Value.GetDouble(),
        "exclusiveMaximum" => value.GetDouble() < word.Value.GetDouble(),
        _ => throw new InvalidOperationException($"The schema uses '{word.Name}', which this test does not know."),
    });

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        _ => throw new InvalidOperationException($"The schema uses the type '{type}', which this test does not know."),
    };
}
