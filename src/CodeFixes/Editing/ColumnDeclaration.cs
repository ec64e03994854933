using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Paragon.Lowering;

namespace Paragon.CodeFixes.Editing;

/// <summary>The declaration of a column that a formula reads, where it stands in source.</summary>
/// <param name="Property">The property.</param>
/// <param name="Syntax">Its declaration.</param>
/// <param name="Model">What the declaration's file means.</param>
internal sealed record ColumnDeclaration(IPropertySymbol Property, PropertyDeclarationSyntax Syntax, SemanticModel Model)
{
    /// <summary>What the property reads.</summary>
    public LevelProperty Column { get; } = LevelProperty.Of(Property)!;

    /// <summary>Whether it is a number that declares no range and that no learned model gives.</summary>
    public bool LacksRange => Column is { Range: null, Learned: false, IsFlag: false };

    /// <summary>The value where a batch lacks the column, or 0.</summary>
    public double Default => double.IsNaN(Column.Default) ? 0 : Column.Default;

    /// <summary>The columns that an expression reads, in the order of the text. A call counts with its arguments only.</summary>
    public static IEnumerable<ColumnDeclaration> ReadIn(Place place)
    {
        foreach (SyntaxNode node in place.Node.DescendantNodesAndSelf().Where(static node => node is MemberAccessExpressionSyntax))
        {
            if (place.Model.GetSymbolInfo(node, place.Cancellation).Symbol is IPropertySymbol property
                && LevelProperty.Of(property) is { Kind: LevelPropertyKind.Column }
                && property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(place.Cancellation) is PropertyDeclarationSyntax declaration
                && Compilations(place.Model.Compilation).FirstOrDefault(compilation => compilation.ContainsSyntaxTree(declaration.SyntaxTree)) is { } home)
            {
#pragma warning disable RS1030 // The declaration may stand in another file or project than the warning.
                yield return new ColumnDeclaration(property, declaration, home.GetSemanticModel(declaration.SyntaxTree));
#pragma warning restore RS1030
            }
        }
    }

    private static IEnumerable<Compilation> Compilations(Compilation own) =>
        [own, .. own.References.OfType<CompilationReference>().Select(static reference => reference.Compilation)];
}
