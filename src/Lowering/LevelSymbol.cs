using Microsoft.CodeAnalysis;
using Paragon.Formulas;

namespace Paragon.Lowering;

/// <summary>A level as its struct declares it.</summary>
/// <param name="Type">The struct.</param>
/// <param name="Name">Name of the level.</param>
/// <param name="ParentLink">Name of the link to the parent, which is the parent level's name, or null.</param>
public sealed record LevelSymbol(INamedTypeSymbol Type, string Name, string? ParentLink)
{
    /// <summary>Domain of values of this level.</summary>
    public Domain Domain => new(Name);

    /// <summary>Whether this is the whole batch.</summary>
    public bool IsRoot => Domain.IsBatch;

    /// <summary>Link that says which elements belong together: to the parent, or to the whole batch.</summary>
    public Link Family => ParentLink is null ? new RootLink(Domain) : new DeclaredLink(Domain, ParentLink, new Domain(ParentLink), false);

    /// <summary>The level that a type declares, or null where it declares none.</summary>
    public static LevelSymbol? Of(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol named || WellKnown.Attribute(named, "LevelAttribute") is not { } attribute)
        {
            return null;
        }

        IPropertySymbol? parent = named.GetMembers().OfType<IPropertySymbol>()
            .FirstOrDefault(property => WellKnown.Attribute(property, "ParentAttribute") is not null);
        return new LevelSymbol(named, NameIn(attribute), parent is null ? null : NameOf(parent.Type));
    }

    private static string? NameOf(ITypeSymbol type) =>
        WellKnown.Attribute(type, "LevelAttribute") is { } attribute ? NameIn(attribute) : null;

    private static string NameIn(AttributeData attribute) => attribute.ConstructorArguments.FirstOrDefault().Value as string ?? "";
}
