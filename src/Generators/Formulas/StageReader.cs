using Microsoft.CodeAnalysis;
using Paragon.Formulas;
using Paragon.Generators.Analytic;
using Paragon.Generators.Fused;
using Paragon.Lowering;

namespace Paragon.Generators.Formulas;

/// <summary>Lowers the formulas of an objective and writes their tensor code.</summary>
internal static class StageReader
{
    /// <summary>The formulas of a record; one that is refused is left out (the analyzer reports it where it stands).</summary>
    /// <param name="type">The record.</param>
    /// <param name="compilation">Where it stands.</param>
    /// <param name="bodies">Receives the files whose bodies were read.</param>
    /// <param name="cancellation">Stops it.</param>
    public static ObjectiveModel Read(INamedTypeSymbol type, Compilation compilation, ISet<SyntaxTree> bodies, CancellationToken cancellation)
    {
        List<StageModel> stages = [];
        List<FusedFormula> formulas = [];
        OptionTypes options = new(type);
        foreach (IMethodSymbol method in type.GetMembers().OfType<IMethodSymbol>())
        {
            foreach ((string attribute, string kind) in FormulaMethods.Stages)
            {
                if (WellKnown.Attribute(method, attribute) is { } found && Stage(method, found, kind, options, compilation, bodies, formulas, cancellation) is { } stage)
                {
                    stages.Add(stage);
                }
            }
        }

        return new ObjectiveModel(type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(), type.Name, new(stages), new(Features(type)),
            formulas.Count == 0 ? "" : FusedWriter.Write(type.Name, formulas, options), AnalyticWriter.Write(type.Name, formulas, options));
    }

    private static IEnumerable<FeatureModel> Features(INamedTypeSymbol type) =>
        from method in type.GetMembers().OfType<IMethodSymbol>()
        let feature = FeatureSymbol.Of(method)
        where feature is { Refusal: null }
        select new FeatureModel(feature.Column, method.Name, HostWriter.Number(feature.Minimum), HostWriter.Number(feature.Maximum));

    private static StageModel? Stage(IMethodSymbol method, AttributeData attribute, string kind, OptionTypes options, Compilation compilation, ISet<SyntaxTree> bodies, List<FusedFormula> formulas, CancellationToken cancellation)
    {
        LoweredFormula formula = FormulaLowering.Stage(method, compilation, cancellation);
        bodies.UnionWith(formula.Bodies);
        if (formula is not { Value: { } value, Level: { } level })
        {
            return null;
        }

        string column = kind switch
        {
            "Loss" => "loss",
            "Metric" => attribute.ConstructorArguments.FirstOrDefault().Value as string ?? method.Name.ToLowerInvariant(),
            _ => attribute.Named("Into") as string ?? kind.ToLowerInvariant(),
        };
        formulas.Add(new FusedFormula(kind, method.Name, level, value));
        StageWriter writer = new(method.Name, level, kind is "Loss" or "Metric", options);
        writer.Write(formula.Builder, value);
        return new StageModel(
            kind, method.Name, level.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), level.Name, column,
            string.Join("\n", formula.Sources), GraphText.Write(value), writer.WholeBatchReason, new(writer.Statistics), writer.Methods, writer.HasTotal, method.IsStatic);
    }
}
