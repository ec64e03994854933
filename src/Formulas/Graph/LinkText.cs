namespace Paragon.Formulas;

/// <summary>Reads the keys of links and domains back. They hold no blanks, and only a join nests.</summary>
internal static class LinkText
{
    public static Domain Domain(string key) => key.StartsWith("{", StringComparison.Ordinal) ? ReadJoin(key) : new Domain(key);

    public static Link Link(string key)
    {
        if (key.StartsWith("inner{", StringComparison.Ordinal) || key.StartsWith("outer{", StringComparison.Ordinal))
        {
            Join join = ReadJoin(key.Substring(5));
            return key[0] == 'i' ? join.InnerLink : join.OuterLink;
        }

        if (key.StartsWith("next(", StringComparison.Ordinal) || key.StartsWith("previous(", StringComparison.Ordinal))
        {
            string[] parts = Parts(key.Substring(key.IndexOf('(')), ';');
            return new NeighbourLink(Domain(parts[0]), parts[1].Length == 0 ? null : Link(parts[1]), key[0] == 'n' ? 1 : -1);
        }

        if (key.EndsWith("^", StringComparison.Ordinal))
        {
            return new RootLink(Domain(key.Substring(0, key.Length - 1)));
        }

        bool optional = key.EndsWith("?", StringComparison.Ordinal);
        string declared = optional ? key.Substring(0, key.Length - 1) : key;
        int dot = declared.IndexOf('.');
        int arrow = declared.IndexOf('>');
        return dot > 0 && arrow > dot
            ? new DeclaredLink(new Domain(declared.Substring(0, dot)), declared.Substring(dot + 1, arrow - dot - 1), new Domain(declared.Substring(arrow + 1)), optional)
            : throw new FormatException($"'{key}' is no link of a formula's graph.");
    }

    private static Join ReadJoin(string key)
    {
        string[] parts = Parts(key, ';');
        return new Join(Domain(parts[0]), Path(parts[1]), Link(parts[2]), (JoinKind)Enum.Parse(typeof(JoinKind), parts[3]), Path(parts[4]));
    }

    private static LinkPath Path(string key)
    {
        LinkPath path = LinkPath.Empty;
        foreach (string part in key.Length == 0 ? [] : Parts("(" + key + ")", '/'))
        {
            path = path.Then(Link(part));
        }

        return path;
    }

    /// <summary>The parts inside an outer pair of brackets, separated at its own depth only.</summary>
    private static string[] Parts(string text, char separator)
    {
        List<string> parts = [];
        int depth = 0;
        int start = 1;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] is '{' or '(' ? 1 : text[i] is '}' or ')' ? -1 : 0;
            if ((depth == 1 && text[i] == separator) || depth == 0)
            {
                parts.Add(text.Substring(start, i - start));
                start = i + 1;
            }
        }

        return [.. parts];
    }
}
