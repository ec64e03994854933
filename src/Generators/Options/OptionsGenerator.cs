using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Paragon.Formulas;
using Paragon.Lowering;

namespace Paragon.Generators.Options;

/// <summary>
/// Writes the half of an objective that configuration needs: its description, its reader, its check; and the
/// registration of all objectives of the assembly.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class OptionsGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ObjectiveReading> readings = context.SyntaxProvider
            .ForAttributeWithMetadataName(WellKnown.ObjectiveAttribute, static (node, _) => node is TypeDeclarationSyntax, ObjectiveReader.Read)
            .WithTrackingName(OptionsSteps.Read);

        // On their own, so that a squiggle that moves writes nothing again.
        IncrementalValuesProvider<Refusal> refusals = readings
            .SelectMany(static (reading, _) => reading.Refusals)
            .WithTrackingName(OptionsSteps.Refusals);
        context.RegisterSourceOutput(refusals, static (output, refusal) => output.ReportDiagnostic(OptionsDiagnostics.Of(refusal)));

        IncrementalValuesProvider<ObjectiveModel> objectives = readings
            .Select(static (reading, _) => reading.Objective)
            .Where(static objective => objective is not null)
            .Select(static (objective, _) => objective!)
            .WithTrackingName(OptionsSteps.Objective);
        context.RegisterSourceOutput(objectives, static (output, objective) =>
            output.AddSource($"{objective.FullName}.Options.g.cs", OptionsWriter.Write(objective)));

        IncrementalValueProvider<RegistrationModel> registration = objectives
            .Where(static objective => objective.IsVisible)
            .Select(static (objective, _) => new RegisteredObjective(objective.Name, objective.FullName))
            .Collect()
            .Combine(Home(context))
            .Select(static (found, _) => new RegistrationModel(found.Right.Namespace, found.Right.Type, Sorted(found.Left)))
            .WithTrackingName(OptionsSteps.Registration);
        context.RegisterSourceOutput(registration, static (output, model) =>
        {
            if (model.Objectives.Count > 0)
            {
                output.AddSource("Objectives.g.cs", RegistrationWriter.Write(model));
            }
        });
    }

    private static IncrementalValueProvider<RegistrationHome> Home(IncrementalGeneratorInitializationContext context) =>
        context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => options.GlobalOptions.TryGetValue("build_property.RootNamespace", out string? root) ? root : "")
            .Combine(context.CompilationProvider)
            .Select(static (found, _) => RegistrationHome.Of(found.Left, found.Right));

    private static EquatableArray<RegisteredObjective> Sorted(ImmutableArray<RegisteredObjective> objectives) =>
        new(objectives.OrderBy(static objective => objective.Name, StringComparer.Ordinal).ThenBy(static objective => objective.FullName, StringComparer.Ordinal));
}
