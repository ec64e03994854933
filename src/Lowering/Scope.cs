using Paragon.Formulas;

namespace Paragon.Lowering;

/// <summary>What one variable ranges over: the parameter of a formula, or of a lambda over a set.</summary>
internal sealed class Scope
{
    private Scope(Domain domain, LinkPath element, LevelSymbol level, Scope? outer)
    {
        Domain = domain;
        Level = level;
        Outer = outer;
        Element = new ElementValue(this, element, level);
    }

    /// <summary>Domain of values that depend on the variable.</summary>
    public Domain Domain { get; }

    /// <summary>Level of the variable's element.</summary>
    public LevelSymbol Level { get; }

    /// <summary>Scope in whose lambda this one stands.</summary>
    public Scope? Outer { get; }

    /// <summary>The variable itself.</summary>
    public ElementValue Element { get; }

    /// <summary>Links from the outer element to the element whose set this ranges over; peeled off a value that comes in from outside.</summary>
    public LinkPath Root { get; private init; } = LinkPath.Empty;

    /// <summary>Link that a value from outside is gathered by: from a member to its set's owner, or from a join's row to its outer element.</summary>
    public Link? Entry { get; private init; }

    /// <summary>Whether a value from outside needs to belong to the set's owner: true unless the domain is a join.</summary>
    public bool IsJoin => Domain is Join;

    /// <summary>The scope of a formula's parameter.</summary>
    public static Scope OfParameter(LevelSymbol level) => new(level.Domain, LinkPath.Empty, level, null);

    /// <summary>The scope of a lambda whose body needs nothing outside but what the set's owner determines.</summary>
    public static Scope OfMembers(LevelSymbol level, Scope outer, LinkPath root, Link set) =>
        new(level.Domain, LinkPath.Empty, level, outer) { Root = root, Entry = set };

    /// <summary>The scope of a lambda whose body needs the element outside as well.</summary>
    public static Scope OfJoin(LevelSymbol level, Scope outer, Join join) =>
        new(join, LinkPath.Empty.Then(join.InnerLink), level, outer) { Entry = join.OuterLink };

    /// <summary>Whether a scope is this one or stands outside it.</summary>
    public bool IsWithin(Scope other) => this == other || (Outer?.IsWithin(other) ?? false);
}
