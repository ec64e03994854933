using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Paragon.Analyzers.Objectives;

/// <summary>Where declarations stand that have been read from an earlier state of their file.</summary>
internal sealed class MovedMembers
{
    private readonly Dictionary<MemberDeclarationSyntax, MemberDeclarationSyntax> _now = [];

    private MovedMembers()
    {
    }

    /// <summary>Nothing has moved.</summary>
    public static MovedMembers None { get; } = new();

    /// <summary>Where the declarations stand now, or null where one of them has changed. All declarations of the compilation are those of the earlier one.</summary>
    public static MovedMembers? Of(IEnumerable<MemberDeclarationSyntax> members, Compilation compilation)
    {
        MovedMembers moved = new();
        foreach (MemberDeclarationSyntax member in members.Where(member => !compilation.ContainsSyntaxTree(member.SyntaxTree)))
        {
            SyntaxTree[] files = [.. compilation.SyntaxTrees.Where(tree => tree.FilePath == member.SyntaxTree.FilePath)];
            if (files.Length != 1 || At(member, files[0].GetRoot()) is not MemberDeclarationSyntax now || now.ToString() != member.ToString())
            {
                return null;
            }

            moved._now[member] = now;
        }

        return moved;
    }

    /// <summary>The files that declarations stand in now.</summary>
    public IEnumerable<SyntaxTree> Files(IEnumerable<MemberDeclarationSyntax> members) =>
        members.Select(member => (_now.TryGetValue(member, out MemberDeclarationSyntax? now) ? now : member).SyntaxTree);

    /// <summary>Place of a piece of source.</summary>
    public Location At(SyntaxNode source) =>
        source.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => _now.ContainsKey(member)) is { } member
            ? Location.Create(_now[member].SyntaxTree, new(source.SpanStart - member.SpanStart + _now[member].SpanStart, source.Span.Length))
            : source.GetLocation();

    /// <summary>The declaration that has the same place among the declarations of another state of the file.</summary>
    private static SyntaxNode? At(SyntaxNode member, SyntaxNode root)
    {
        if (member.Parent is null)
        {
            return root;
        }

        SyntaxNode? parent = At(member.Parent, root);
        int place = Members(member.Parent).IndexOf((MemberDeclarationSyntax)member);
        return parent is not null && Members(parent) is var among && place >= 0 && place < among.Count ? among[place] : null;
    }

    private static SyntaxList<MemberDeclarationSyntax> Members(SyntaxNode node) => node switch
    {
        CompilationUnitSyntax file => file.Members,
        BaseNamespaceDeclarationSyntax space => space.Members,
        TypeDeclarationSyntax type => type.Members,
        _ => default,
    };
}
