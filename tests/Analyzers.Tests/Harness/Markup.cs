using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Paragon.Analyzers.Tests;

/// <summary>Sources in which <c>[| |]</c> marks where a rule speaks; without a mark it must be silent.</summary>
internal static class Markup
{
    /// <summary>Checks that a rule speaks exactly where the marks are, and in which words.</summary>
    /// <param name="rule">The rule's analyzer.</param>
    /// <param name="members">Members of a record, or a whole file where it declares a namespace.</param>
    /// <param name="words">Words that each sentence has.</param>
    /// <param name="columns">Declarations before the record.</param>
    public static async Task Check(DiagnosticAnalyzer rule, string members, string[] words, string columns = "")
    {
        (string source, List<string> marked) = Read(members.Contains("namespace ", StringComparison.Ordinal) ? members : UserProject.Record(members, columns));
        UserProject project = UserProject.Of(source);
        string[] errors = [.. project.Errors.Where(error => !IsOfMissingHalf(error)).Select(error => error.ToString())];
        Assert.True(errors.Length == 0, string.Join("\n", errors));

        Diagnostic[] found = [.. (await project.Analyze(rule)).Where(diagnostic => diagnostic.DefaultSeverity != DiagnosticSeverity.Hidden)];
        string all = string.Join("\n", found.Select(diagnostic => diagnostic.ToString()));
        Assert.True(marked.SequenceEqual(found.Select(diagnostic => source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length))), $"expected at: {string.Join(" | ", marked)}\nfound: {all}");
        foreach (Diagnostic diagnostic in found)
        {
            string sentence = diagnostic.GetMessage(CultureInfo.InvariantCulture);
            Assert.DoesNotContain("{", sentence, StringComparison.Ordinal);
            Assert.All(words, word => Assert.Contains(word, sentence, StringComparison.Ordinal));
        }
    }

    /// <summary>Checks that a rule says nothing.</summary>
    public static Task Silent(DiagnosticAnalyzer rule, string members, string columns = "") => Check(rule, members, [], columns);

    private static (string Source, List<string> Marked) Read(string text)
    {
        List<string> marked = [];
        while (text.IndexOf("[|", StringComparison.Ordinal) is >= 0 and int start)
        {
            int end = text.IndexOf("|]", start, StringComparison.Ordinal);
            marked.Add(text[(start + 2)..end]);
            text = text[..start] + text[(start + 2)..end] + text[(end + 2)..];
        }

        return (text, marked);
    }

    // The generators write the other half of a record and of a level; here they do not run.
    private static bool IsOfMissingHalf(Diagnostic error) => error.Id is "CS9248" or "CS9250" or "CS0535" or "CS0315" or "CS0311";
}
