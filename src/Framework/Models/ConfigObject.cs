using System.Text.Json;

namespace Paragon.Models;

/// <summary>One object of a JSON settings file; every complaint names the file and the key.</summary>
internal sealed class ConfigObject : IDisposable
{
    private readonly string _place;
    private readonly JsonDocument? _document;
    private readonly JsonElement _object;

    private ConfigObject(string place, JsonElement element, JsonDocument? document) => (_place, _object, _document) = (place, element, document);

    internal static ConfigObject Open(string path)
    {
        if (!File.Exists(path))
        {
            throw new ModelException($"{path} does not exist. A model folder in Hugging Face layout has it beside model.safetensors.");
        }

        try
        {
            JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new ConfigObject(path, document.RootElement, document)
                : throw new ModelException($"{path} holds a JSON {document.RootElement.ValueKind}; expected an object.");
        }
        catch (JsonException error)
        {
            throw new ModelException($"{path}, line {error.LineNumber + 1}: not valid JSON. {error.Message}", error);
        }
    }

    public void Dispose() => _document?.Dispose();

    internal ModelException Error(string key, string problem) => new($"{_place}: key '{key}' {problem}.");

    internal ConfigObject? Child(string key) => Find(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } element => new ConfigObject($"{_place}, '{key}'", element, null),
        { } other => throw WrongType(key, other, "an object"),
    };

    internal string? Text(string key) => Find(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } element => element.GetString(),
        { } other => throw WrongType(key, other, "a string"),
    };

    internal int Integer(string key, int? @default = null) => Find(key) switch
    {
        null => @default ?? throw Error(key, "is missing; expected a whole number"),
        { ValueKind: JsonValueKind.Number } element when element.TryGetInt32(out int value) => value,
        { } other => throw WrongType(key, other, "a whole number"),
    };

    internal double Number(string key, double @default) => Find(key) switch
    {
        null => @default,
        { ValueKind: JsonValueKind.Number } element => element.GetDouble(),
        { } other => throw WrongType(key, other, "a number"),
    };

    internal bool Flag(string key) => Find(key) switch
    {
        null => false,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } other => throw WrongType(key, other, "true or false"),
    };

    /// <summary>A whole number or a list of them; empty when the key is absent or null.</summary>
    internal int[] Integers(string key) => Find(key) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(element =>
            element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out int value) ? value : throw WrongType(key, element, "whole numbers"))],
        _ => [Integer(key)],
    };

    /// <summary>A list of strings; null when the key is absent or null.</summary>
    internal string[]? Texts(string key) => Find(key) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(element =>
            element.ValueKind == JsonValueKind.String ? element.GetString()! : throw WrongType(key, element, "strings"))],
        { } other => throw WrongType(key, other, "a list of strings"),
    };

    private JsonElement? Find(string key) =>
        _object.TryGetProperty(key, out JsonElement element) && element.ValueKind != JsonValueKind.Null ? element : null;

    private ModelException WrongType(string key, JsonElement element, string expected) => Error(key, $"is {element.GetRawText()}; expected {expected}");
}
