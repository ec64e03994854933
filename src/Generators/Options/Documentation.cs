using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Paragon.Generators.Options;

/// <summary>Documentation comments as plain text.</summary>
/// <remarks>Read from the source text: a project that writes no documentation file has them as ordinary comments only.</remarks>
internal static class Documentation
{
    private static readonly Regex s_citation = new(@"\s*\(([^()]*\b(?:19|20)\d\d\b[^()]*)\)", RegexOptions.CultureInvariant);
    private static readonly Regex s_blanks = new(@"\s+", RegexOptions.CultureInvariant);

    /// <summary>The summary of a record or property, on one line; of a record's parameter, its param element. Empty for none.</summary>
    public static string Summary(ISymbol symbol, CancellationToken cancellation)
    {
        foreach (SyntaxReference reference in symbol.DeclaringSyntaxReferences)
        {
            SyntaxNode node = reference.GetSyntax(cancellation);
            string text = node is ParameterSyntax { Parent.Parent: { } record } parameter
                ? Element(record, "param", parameter.Identifier.ValueText)
                : Element(node, "summary", null);
            if (text.Length > 0)
            {
                return text;
            }
        }

        return "";
    }

    /// <summary>Parts a summary from its citation: the first parenthesis with a year.</summary>
    public static (string Summary, string Source) Cited(string summary)
    {
        Match citation = s_citation.Match(summary);
        return citation.Success ? (summary.Remove(citation.Index, citation.Length), citation.Groups[1].Value.Trim()) : (summary, "");
    }

    private static string Element(SyntaxNode node, string element, string? name)
    {
        IEnumerable<string> lines = node.GetLeadingTrivia().ToFullString().Split('\n')
            .Select(static line => line.Trim())
            .Where(static line => line.StartsWith("///", StringComparison.Ordinal))
            .Select(static line => line.Substring(3));
        try
        {
            XElement comment = XElement.Parse("<doc>" + string.Join("\n", lines) + "</doc>");
            XElement? found = comment.Elements(element).FirstOrDefault(child => name is null || (string?)child.Attribute("name") == name);
            return found is null ? "" : s_blanks.Replace(Text(found), " ").Trim();
        }
        catch (XmlException)
        {
            // The compiler reports a malformed comment itself (CS1570); there is no text to take from it.
            return "";
        }
    }

    private static string Text(XElement element) => string.Concat(element.Nodes().Select(static node => node switch
    {
        XText text => text.Value,
        XElement { Value.Length: > 0 } inner => Text(inner),
        XElement empty => Reference(empty),
        _ => "",
    }));

    // <see cref="M:Paragon.Pair.Chosen(System.Int32)"/> reads Chosen, <see langword="null"/> null, <paramref name="x"/> x.
    private static string Reference(XElement element)
    {
        string target = (string?)element.Attribute("cref") ?? (string?)element.Attribute("name") ?? (string?)element.Attribute("langword") ?? "";
        int end = target.IndexOfAny(['(', '{']);
        target = end < 0 ? target : target.Substring(0, end);
        return target.Substring(target.LastIndexOf('.') + 1);
    }
}
