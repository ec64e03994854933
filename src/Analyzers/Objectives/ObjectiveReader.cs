using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Paragon.Formulas;
using Paragon.Lowering;

namespace Paragon.Analyzers.Objectives;

/// <summary>Reads the formulas of an objective once for all rules, and again only after an edit that can have changed them.</summary>
internal static class ObjectiveReader
{
    private static readonly Remembered<ObjectiveFormulas> Known = new();

    /// <summary>The formulas of a record that is an objective; null for another type.</summary>
    public static ObjectiveFormulas? Of(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        if (WellKnown.Attribute(type, "ObjectiveAttribute") is null
            || type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>().FirstOrDefault() is not { } declaration)
        {
            return null;
        }

        return Known.Of(declaration, compilation, () =>
        {
            HashSet<SyntaxTree> bodies = [.. type.DeclaringSyntaxReferences.Select(reference => reference.SyntaxTree)];
            return (Read(type, compilation, bodies, cancellation), bodies);
        });
    }

    private static ObjectiveFormulas Read(INamedTypeSymbol type, Compilation compilation, ISet<SyntaxTree> bodies, CancellationToken cancellation)
    {
        ProofCache cache = ProofCache.Of(compilation);
        List<StageReading> readings = [];
        List<StageSource> sources = [];
        Dictionary<Location, Refusal> refusals = [];
        bool isComplete = true;
        foreach ((IMethodSymbol method, AttributeData attribute, StageKind kind) in Methods(type))
        {
            Location place = method.Locations.FirstOrDefault() ?? Location.None;
            if (cache.Readings.Find(method, compilation) is not ({ } reading, { } moved))
            {
                LoweredFormula formula = FormulaLowering.Stage(method, compilation, cancellation);
                bodies.UnionWith(formula.Bodies);
                if (formula is not { Value: { } value, Level: { } level })
                {
                    isComplete = false;
                    if (formula.Refusal is { } refusal)
                    {
                        refusals[place] = refusal;
                    }

                    continue;
                }

                (reading, moved) = (Reading(kind, method, attribute, formula, value, level), MovedMembers.None);
                cache.Readings.Keep(method, compilation, reading);
            }

            bodies.UnionWith(moved.Files(reading.Members));
            readings.Add(reading);
            sources.Add(new StageSource(method.Name, place, reading.Places, moved));
        }

        return new ObjectiveFormulas(
            cache.Of(readings, isComplete), sources, new HashSet<string>(readings.SelectMany(reading => reading.Options)), refusals);
    }

    private static StageReading Reading(StageKind kind, IMethodSymbol method, AttributeData attribute, LoweredFormula formula, Node value, LevelSymbol level)
    {
        string column = kind is StageKind.Reward or StageKind.Advantage ? attribute.Named("Into") as string ?? kind.ToString().ToLowerInvariant() : "";
        return new StageReading(
            kind, method.Name, column, level.Domain, value,
            formula.Reading.Undeclared.Where(pair => pair.Value.IsOwn).ToDictionary(pair => pair.Key, pair => pair.Value.Property),
            new HashSet<string>(formula.Reading.Undeclared.Where(pair => !pair.Value.IsOwn).Select(pair => pair.Key)),
            formula.Reading.Options, [.. Traversal.Sorted(value).Select(node => Place(formula.Reading, node))], formula.Members);
    }

    /// <summary>Source of a value; one that is gathered from another level stands where that level's value does.</summary>
    private static SyntaxNode? Place(FormulaReading reading, Node node) =>
        reading.Places.TryGetValue(node, out SyntaxNode? place) ? place : node is GatherNode gather ? Place(reading, gather.Value) : null;

    private static IEnumerable<(IMethodSymbol Method, AttributeData Attribute, StageKind Kind)> Methods(INamedTypeSymbol type) =>
        from method in type.GetMembers().OfType<IMethodSymbol>()
        from stage in FormulaMethods.Stages
        let attribute = WellKnown.Attribute(method, stage.Attribute)
        where attribute is not null
        select (method, attribute, (StageKind)Enum.Parse(typeof(StageKind), stage.Kind));
}
