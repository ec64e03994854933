using System.Text.Json;

namespace Paragon.Testing;

/// <summary>A file of golden vectors: inputs of one method and the values that its official code gives for them.</summary>
/// <param name="Path">Where the file was read from.</param>
/// <param name="Method">Name of the method, by which an adapter is found.</param>
/// <param name="Card">File name of the method's card.</param>
/// <param name="Cases">The cases.</param>
/// <remarks>
/// <code>{"method": "...", "card": "...", "cases": [{"name": "...", "params": {}, "inputs": {}, "expected": {}, "tolerance": 1e-9}]}</code>
/// Numbers that JSON lacks are written as "NaN", "Infinity" and "-Infinity"; null is NaN within an array and an absent parameter.
/// </remarks>
public sealed record GoldenFile(string Path, string Method, string Card, IReadOnlyList<GoldenCase> Cases)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="GoldenException">The file is absent, no JSON, or lacks a key; the message names file, case and key.</exception>
    public static GoldenFile Read(string path)
    {
        string name = System.IO.Path.GetFileName(path);
        try
        {
            return Parse(path, File.ReadAllText(path));
        }
        catch (JsonException error)
        {
            throw new GoldenException($"{name}: this is no JSON (line {error.LineNumber + 1}): {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new GoldenException($"{name}: the file cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Reads the text of a file.</summary>
    /// <param name="path">Where the text came from, for messages.</param>
    /// <param name="json">The text.</param>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    /// <exception cref="GoldenException">A key is absent or of another kind.</exception>
    public static GoldenFile Parse(string path, string json)
    {
        string name = System.IO.Path.GetFileName(path);
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = Need(document.RootElement, name, JsonValueKind.Object);
        JsonElement cases = Key(root, "cases", JsonValueKind.Array, name);
        return new GoldenFile(
            path,
            Key(root, "method", JsonValueKind.String, name).GetString()!,
            root.TryGetProperty("card", out JsonElement card) ? card.ToString() : "",
            [.. cases.EnumerateArray().Select((json, index) => Case(json, $"{name}, case {index + 1}"))]);
    }

    private static GoldenCase Case(JsonElement json, string where)
    {
        Need(json, where, JsonValueKind.Object);
        string name = Key(json, "name", JsonValueKind.String, where).GetString()!;
        where = $"{where} '{name}'";
        return new GoldenCase(
            name,
            where,
            json.TryGetProperty("params", out JsonElement parameters) ? Entries(Need(parameters, $"{where}, params", JsonValueKind.Object)) : new Dictionary<string, JsonElement>(),
            Entries(Key(json, "inputs", JsonValueKind.Object, where)),
            Entries(Key(json, "expected", JsonValueKind.Object, where)),
            json.TryGetProperty("tolerance", out JsonElement tolerance) ? GoldenArray.Number(tolerance, $"{where}, tolerance") : GoldenCase.DefaultTolerance);
    }

    private static IReadOnlyDictionary<string, JsonElement> Entries(JsonElement json) =>
        json.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.Clone());

    private static JsonElement Key(JsonElement json, string key, JsonValueKind kind, string where) =>
        json.TryGetProperty(key, out JsonElement value)
            ? Need(value, $"{where}, {key}", kind)
            : throw new GoldenException($"{where}: the key '{key}' is absent. It has: {string.Join(", ", json.EnumerateObject().Select(entry => entry.Name))}.");

    private static JsonElement Need(JsonElement json, string where, JsonValueKind kind) =>
        json.ValueKind == kind ? json : throw new GoldenException($"{where}: {kind} was expected, and there is {json.ValueKind}.");
}
