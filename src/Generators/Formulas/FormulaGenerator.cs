using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Paragon.Lowering;

namespace Paragon.Generators.Formulas;

/// <summary>Writes the stages of every objective, and the graphs of every library of formulas.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class FormulaGenerator : IIncrementalGenerator
{
    /// <summary>Name of the step that lowers an objective's formulas.</summary>
    public const string ReadObjectiveStep = "ReadObjective";

    /// <summary>Name of the step that lowers a library's formulas.</summary>
    public const string ReadLibraryStep = "ReadLibrary";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ObjectiveModel> objectives = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                WellKnown.ObjectiveAttribute,
                static (node, _) => node is RecordDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword),
                static (attributed, cancellation) => StageReader.Read((INamedTypeSymbol)attributed.TargetSymbol, attributed.SemanticModel.Compilation, cancellation))
            .WithTrackingName(ReadObjectiveStep);
        context.RegisterSourceOutput(objectives, static (output, objective) => output.AddSource($"{Hint(objective.Namespace, objective.Type)}.Formulas.g.cs", ObjectiveWriter.Write(objective)));

        IncrementalValuesProvider<LibraryModel> libraries = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                WellKnown.FormulaLibraryAttribute,
                static (node, _) => node is ClassDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword),
                static (attributed, cancellation) => LibraryModel.Read((INamedTypeSymbol)attributed.TargetSymbol, attributed.SemanticModel.Compilation, cancellation))
            .WithTrackingName(ReadLibraryStep);
        context.RegisterSourceOutput(libraries, static (output, library) => output.AddSource($"{Hint(library.Namespace, library.Type)}.Graphs.g.cs", library.Write()));
    }

    private static string Hint(string @namespace, string type) => @namespace.Length == 0 ? type : $"{@namespace}.{type}";
}
