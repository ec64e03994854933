using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Paragon.Lowering;

namespace Paragon.Generators.Identities;

/// <summary>Writes what an objective claims about itself with [ReducesTo] as pairs of objectives, for the laws to compare.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class IdentityGenerator : IIncrementalGenerator
{
    /// <summary>Name of the step that reads the claims of an objective.</summary>
    public const string ReadStep = "ReadIdentities";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<IdentitiesModel> claims = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                WellKnown.ObjectiveAttribute,
                static (node, _) => node is RecordDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword),
                static (attributed, _) => IdentitiesModel.Read((INamedTypeSymbol)attributed.TargetSymbol))
            .Where(static objective => objective.Claims.Count > 0)
            .WithTrackingName(ReadStep);
        context.RegisterSourceOutput(claims, static (output, objective) => output.AddSource($"{objective.FullName}.Identities.g.cs", objective.Write()));
    }
}
