using System.Globalization;

namespace Paragon.Testing;

/// <summary>A batch as failure messages print it: a line per level with its links and columns.</summary>
public static class BatchText
{
    private const int MostRows = 24;

    /// <summary>The text.</summary>
    public static string Of(PackedBatch batch) => string.Join('\n', batch.Levels.Values.Select(level =>
        $"  {level.Name}[{level.Rows}]"
        + string.Concat(level.Links.Values.Select(link => $" {link.Name}→{(link.Name == link.To ? "" : link.To)}[{List(link.Targets.ToArray().Select(target => target.ToString(CultureInfo.InvariantCulture)))}]"))
        + string.Concat(level.Columns.Select(column => $" {column.Key}=[{List(column.Value.Select(value => value.ToString("G6", CultureInfo.InvariantCulture)))}]"))));

    private static string List(IEnumerable<string> items)
    {
        string[] all = [.. items];
        return string.Join(", ", all.Take(MostRows)) + (all.Length > MostRows ? $", … {all.Length - MostRows} more" : "");
    }
}
