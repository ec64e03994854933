using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Paragon;

/// <summary>The line of a JSON file on which a configuration key stands.</summary>
internal static class JsonLine
{
    /// <summary>Line from 1 of the last property with a path, or null when the file does not (or no longer) hold it.</summary>
    /// <param name="json">UTF-8, with comments and trailing commas as configuration files may have them.</param>
    /// <param name="path">Names joined by ':'; case does not matter.</param>
    public static int? Of(ReadOnlySpan<byte> json, string path)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        json = json.StartsWith(mark) ? json[mark.Length..] : json;
        Utf8JsonReader reader = new(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        List<string> names = [];
        int? line = null;
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    names.RemoveRange(reader.CurrentDepth - 1, names.Count - reader.CurrentDepth + 1);
                    names.Add(reader.GetString()!);
                    if (string.Equals(ConfigurationPath.Combine(names), path, StringComparison.OrdinalIgnoreCase))
                    {
                        line = 1 + json[..(int)reader.TokenStartIndex].Count((byte)'\n');
                    }
                }
                else if (reader.CurrentDepth > names.Count)
                {
                    // An element of a list: its index would be the name; no option stands below one.
                    names.Add("");
                }
            }
        }
        catch (JsonException)
        {
            // Edited since the configuration was read: the file's name alone is still true.
            return null;
        }

        return line;
    }
}
