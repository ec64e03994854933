namespace Paragon.Cli;

/// <summary>A part of a Markdown page that the tool writes: between the lines `&lt;!-- KIND NAME --&gt;` and `&lt;!-- end KIND --&gt;`.</summary>
internal static class PageBlock
{
    /// <summary>The page with the part replaced, or null where the page has no such part.</summary>
    public static string? Replace(string page, string kind, string name, string content)
    {
        string first = $"<!-- {kind} {name} -->\n", last = $"<!-- end {kind} -->";
        page = page.ReplaceLineEndings("\n");
        int from = page.IndexOf(first, StringComparison.Ordinal);
        int to = from < 0 ? -1 : page.IndexOf(last, from, StringComparison.Ordinal);
        return to < 0 ? null : $"{page[..(from + first.Length)]}\n{content.ReplaceLineEndings("\n").Trim('\n')}\n\n{page[to..]}";
    }

    /// <summary>The names that parts of a kind have on a page, in order.</summary>
    public static IReadOnlyList<string> Names(string page, string kind) =>
        [.. page.ReplaceLineEndings("\n").Split('\n').Where(line => line.StartsWith($"<!-- {kind} ", StringComparison.Ordinal) && line.EndsWith(" -->", StringComparison.Ordinal))
            .Select(line => line[$"<!-- {kind} ".Length..^" -->".Length])];
}
