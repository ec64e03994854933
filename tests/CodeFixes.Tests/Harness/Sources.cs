namespace Paragon.CodeFixes.Tests;

/// <summary>Texts of files with marks where a warning stands.</summary>
internal static class Sources
{
    /// <summary>A file with one objective.</summary>
    /// <param name="members">Members of the record, indented as they are there.</param>
    /// <param name="before">Declarations before the record.</param>
    public static string Record(string members, string before = "") =>
        $"namespace User;\n\n{(before.Length > 0 ? before + "\n\n" : "")}[Objective(\"method\")]\npublic sealed partial record Method\n{{\n    {members.Trim().ReplaceLineEndings("\n    ").Replace("\n    \n", "\n\n", StringComparison.Ordinal)}\n}}\n";

    /// <summary>A text without its marks, and what they mark.</summary>
    public static (string Text, IReadOnlyList<string> Marked) Read(string text)
    {
        List<string> marked = [];
        Stack<int> open = new();
        string plain = "";
        for (int i = 0; i < text.Length; i++)
        {
            string two = i + 1 < text.Length ? text.Substring(i, 2) : "";
            if (two == "[|")
            {
                open.Push(plain.Length);
                i++;
            }
            else if (two == "|]")
            {
                marked.Add(plain[open.Pop()..]);
                i++;
            }
            else
            {
                plain += text[i];
            }
        }

        return (plain, marked);
    }
}
