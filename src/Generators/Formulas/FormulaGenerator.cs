using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Paragon.Generators.Analytic;
using Paragon.Generators.Fused;
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

    private static readonly Remembered<ObjectiveModel> Objectives = new();
    private static readonly Remembered<LibraryModel> Libraries = new();

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ObjectiveModel> objectives = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                WellKnown.ObjectiveAttribute,
                static (node, _) => node is RecordDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword),
                static (attributed, cancellation) => Read(Objectives, attributed, cancellation, StageReader.Read))
            .WithTrackingName(ReadObjectiveStep);
        context.RegisterSourceOutput(objectives, static (output, objective) => output.AddSource($"{Hint(objective.Namespace, objective.Type)}.Formulas.g.cs", ObjectiveWriter.Write(objective)));

        context.RegisterSourceOutput(objectives.Where(static objective => objective.Kernels.Length > 0), static (output, objective) => output.AddSource($"{Hint(objective.Namespace, objective.Type)}.Fused.g.cs", KernelFile.Write(objective)));

        context.RegisterSourceOutput(objectives.Where(static objective => objective.Analytic.Length > 0), static (output, objective) => output.AddSource($"{Hint(objective.Namespace, objective.Type)}.Analytic.g.cs", AnalyticFile.Write(objective)));

        IncrementalValuesProvider<LibraryModel> libraries = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                WellKnown.FormulaLibraryAttribute,
                static (node, _) => node is ClassDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword),
                static (attributed, cancellation) => Read(Libraries, attributed, cancellation, LibraryModel.Read))
            .WithTrackingName(ReadLibraryStep);
        context.RegisterSourceOutput(libraries, static (output, library) => output.AddSource($"{Hint(library.Namespace, library.Type)}.Graphs.g.cs", library.Write()));
    }

    private static T Read<T>(Remembered<T> known, GeneratorAttributeSyntaxContext attributed, CancellationToken cancellation, Func<INamedTypeSymbol, Compilation, ISet<SyntaxTree>, CancellationToken, T> read)
    {
        Compilation compilation = attributed.SemanticModel.Compilation;
        return known.Of(attributed.TargetNode, compilation, () =>
        {
            HashSet<SyntaxTree> bodies = [];
            return (read((INamedTypeSymbol)attributed.TargetSymbol, compilation, bodies, cancellation), bodies);
        });
    }

    private static string Hint(string @namespace, string type) => @namespace.Length == 0 ? type : $"{@namespace}.{type}";
}
