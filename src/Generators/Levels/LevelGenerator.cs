using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Paragon.Formulas;
using Paragon.Lowering;

namespace Paragon.Generators.Levels;

/// <summary>Writes the bodies of a level's partial properties, so that a formula runs on one sample.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class LevelGenerator : IIncrementalGenerator
{
    /// <summary>Name of the step that reads a level's declaration.</summary>
    public const string ReadStep = "ReadLevel";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<LevelModel> levels = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                WellKnown.LevelAttribute,
                static (node, _) => node is StructDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword),
                static (attributed, cancellation) => Read((INamedTypeSymbol)attributed.TargetSymbol, cancellation))
            .WithTrackingName(ReadStep);
        context.RegisterSourceOutput(levels, static (output, level) => output.AddSource($"{level.Type}.Level.g.cs", LevelWriter.Write(level)));
    }

    private static LevelModel Read(INamedTypeSymbol type, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        LevelSymbol level = LevelSymbol.Of(type)!;
        return new LevelModel(
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
            type.Name,
            SyntaxFacts.GetText(type.DeclaredAccessibility),
            level.Name,
            level.ParentLink,
            new(type.GetMembers().OfType<IPropertySymbol>().Where(property => property.IsPartialDefinition).Select(property => Member(level, property)).OfType<LevelMember>()));
    }

    private static LevelMember? Member(LevelSymbol level, IPropertySymbol property)
    {
        if (LevelProperty.Of(property) is not { } read)
        {
            return null;
        }

        MemberKind kind = read.Kind switch
        {
            LevelPropertyKind.Column => read.IsFlag ? MemberKind.Flag : MemberKind.Number,
            LevelPropertyKind.Children => MemberKind.Children,
            _ => MemberKind.Element,
        };
        string element = read.Other?.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) ?? "";
        string? key = kind == MemberKind.Children && level.IsRoot ? null : read.Key;
        return new LevelMember(kind, property.Name, property.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), SyntaxFacts.GetText(property.DeclaredAccessibility), key, element, read.Default);
    }
}
