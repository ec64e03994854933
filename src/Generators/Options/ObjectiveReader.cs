using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Paragon.Formulas;
using Paragon.Lowering;

namespace Paragon.Generators.Options;

/// <summary>Reads an objective from its record.</summary>
internal static class ObjectiveReader
{
    public static ObjectiveReading Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        INamedTypeSymbol type = (INamedTypeSymbol)context.TargetSymbol;
        AttributeData attribute = context.Attributes[0];
        string name = attribute.ConstructorArguments.Length == 1 ? attribute.ConstructorArguments[0].Value as string ?? "" : "";
        if (ObjectiveShape.Refusal(type, (TypeDeclarationSyntax)context.TargetNode, name) is { } refusal)
        {
            return new ObjectiveReading(null, new([OptionsDiagnostics.Refuse(type, refusal)]));
        }

        List<Refusal> refusals = [];
        List<OptionModel> options = [];
        HashSet<string> keys = [];
        bool hasObsolete = false;
        foreach (IPropertySymbol property in Properties(type))
        {
            (OptionModel? option, string? reason) = OptionReading.Read(property, cancellation);
            if (option is not null && !keys.Add(Kebab.Normal(option.Key)))
            {
                (option, reason) = (null, $"Option '{property.Name}' differs from another only in case or '_', and settings may use any spelling. Rename one.");
            }

            if (option is null)
            {
                refusals.Add(OptionsDiagnostics.Refuse(property, reason!));
                continue;
            }

            options.Add(option);
            hasObsolete |= property.GetAttributes().Any(static data => data.AttributeClass?.Name == nameof(ObsoleteAttribute));
        }

        (string summary, string cited) = Documentation.Cited(Documentation.Summary(type, cancellation));
        ObjectiveModel model = new(
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(),
            new(ObjectiveShape.Containers(type)),
            type.Name,
            type.ToDisplayString(),
            name,
            summary,
            attribute.Named("Source") as string ?? cited,
            ObjectiveShape.IsVisible(type),
            hasObsolete,
            new(options));
        return new ObjectiveReading(model, new(refusals));
    }

    // Base records first, as a reader meets them; an override is listed once, where the objective declares it.
    private static IEnumerable<IPropertySymbol> Properties(INamedTypeSymbol type)
    {
        List<IPropertySymbol> properties = [];
        for (INamedTypeSymbol? at = type; at is not null && at.SpecialType != SpecialType.System_Object; at = at.BaseType)
        {
            properties.InsertRange(0, at.GetMembers().OfType<IPropertySymbol>().Where(property =>
                IsOption(property) && !properties.Any(derived => derived.Name == property.Name)));
        }

        return properties;
    }

    private static bool IsOption(IPropertySymbol property) =>
        property is { DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsIndexer: false, SetMethod.DeclaredAccessibility: Accessibility.Public, GetMethod: not null };
}
