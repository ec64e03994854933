using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Paragon.Lowering;

/// <summary>
/// The declarations of a compilation as one number. What a body means depends on its own text and on these: which names
/// there are, with which types, attributes and constants. An edit inside another body leaves it as it is.
/// </summary>
public static class Declarations
{
    private const ulong Start = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    // Both go with their key: nothing is kept alive.
    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<ulong>> Trees = new();
    private static readonly ConditionalWeakTable<Compilation, StrongBox<ulong>> Compilations = new();

    /// <summary>The number: the same for compilations with the same declarations and references.</summary>
    public static ulong Of(Compilation compilation) => Compilations.GetValue(compilation, static compilation =>
    {
        ulong hash = Start;
        foreach (MetadataReference reference in compilation.References)
        {
            hash = Join(hash, (ulong)RuntimeHelpers.GetHashCode(reference));
        }

        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            hash = Join(hash, Trees.GetValue(tree, static tree => new StrongBox<ulong>(OfTree(tree))).Value);
        }

        return new StrongBox<ulong>(hash);
    }).Value;

    private static ulong OfTree(SyntaxTree tree)
    {
        ulong hash = Start;
        foreach (SyntaxToken token in tree.GetRoot().DescendantTokens(static node => !IsBody(node)))
        {
            hash = Join(hash, (ulong)token.RawKind);
            foreach (char letter in token.Text)
            {
                hash = Join(hash, letter);
            }
        }

        return hash;
    }

    /// <summary>What no other body can see: a body, and the initial value of what is no constant.</summary>
    private static bool IsBody(SyntaxNode node) => node switch
    {
        BlockSyntax or ArrowExpressionClauseSyntax => true,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax } => true,
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax field } } => !field.Modifiers.Any(SyntaxKind.ConstKeyword),
        _ => false,
    };

    private static ulong Join(ulong hash, ulong value) => unchecked((hash ^ value) * Prime);
}
