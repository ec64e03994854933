using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Paragon.CodeFixes.Editing;

/// <summary>A namespace that a changed file needs.</summary>
internal static class Usings
{
    /// <summary>The edit that makes a type's short name mean it at a place; none where it does already.</summary>
    /// <param name="at">The place.</param>
    /// <param name="model">What its file means.</param>
    /// <param name="space">Namespace of the type.</param>
    /// <param name="type">Name of the type.</param>
    public static IEnumerable<Edit> For(SyntaxNode at, SemanticModel model, string space, string type)
    {
        bool isKnown = model.LookupNamespacesAndTypes(at.SpanStart, name: type).Any(symbol => symbol.ContainingNamespace?.ToDisplayString() == space);
        if (!isKnown && at.SyntaxTree.GetRoot() is CompilationUnitSyntax root)
        {
            yield return Edit.Of(root, $"using {space}", current => With(current, space));
        }
    }

    private static CompilationUnitSyntax With(CompilationUnitSyntax root, string space)
    {
        SyntaxTrivia line = Layout.EndOfLine(root);
        UsingDirectiveSyntax added = SyntaxFactory.UsingDirective(SyntaxFactory.ParseName(space).WithLeadingTrivia(SyntaxFactory.Space)).WithTrailingTrivia(line);
        if (root.Usings.Count > 0)
        {
            int place = Math.Max(0, root.Usings.ToList().FindIndex(one => IsAfter(one, space)));
            bool isLast = !root.Usings.Any(one => IsAfter(one, space));
            return isLast ? root.AddUsings(added)
                : place > 0 ? root.WithUsings(root.Usings.Insert(place, added))
                : root.WithUsings(root.Usings.Replace(root.Usings[0], root.Usings[0].WithLeadingTrivia()).Insert(0, added.WithLeadingTrivia(root.Usings[0].GetLeadingTrivia())));
        }

        (SyntaxTriviaList header, SyntaxTriviaList own) = Layout.Header(root.GetLeadingTrivia());
        return root.WithLeadingTrivia(own.Insert(0, line)).WithUsings([added.WithLeadingTrivia(header)]);
    }

    /// <summary>Whether a directive stands after one of a namespace: those of System first, each part in the order of the alphabet.</summary>
    private static bool IsAfter(UsingDirectiveSyntax directive, string space)
    {
        string name = directive.Name?.ToString() ?? "";
        if (directive.Alias is not null || directive.StaticKeyword.RawKind != 0)
        {
            return true;
        }

        return !directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword)
            && (IsSystem(name) == IsSystem(space) ? string.CompareOrdinal(name, space) > 0 : IsSystem(space));
    }

    private static bool IsSystem(string space) => space == "System" || space.StartsWith("System.", StringComparison.Ordinal);
}
