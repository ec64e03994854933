namespace Paragon.Formulas;

/// <summary>Names for the elements that a printed formula ranges over, each while it does.</summary>
internal sealed class Scopes(Notation notation)
{
    private readonly Variables _variables = new();

    /// <summary>Whether the elements with one target are that target's own, so that the target names the set.</summary>
    public static bool IsFamily(Link link) => link is DeclaredLink { From: not Join and not { Key: "example" } } declared && declared.Name == declared.To.Key;

    /// <summary>Any element of a domain.</summary>
    public Scope Any(Domain domain)
    {
        Scope scope = new(_variables);
        scope.Row = domain.IsBatch ? Place.Batch : Bind(scope, domain);
        return scope;
    }

    /// <summary>The elements whose link leads to a place.</summary>
    public Scope Over(Link link, Place target)
    {
        Scope scope = new(_variables);
        scope.Row = link switch
        {
            JoinLink { Inner: false } outer => Inner(scope, outer.Join, target),
            JoinLink { Join: var join } => Outer(scope, join, target),
            _ when link.From is Join => Bind(scope, link.From),
            _ => Member(scope, link, target),
        };
        return scope;
    }

    /// <summary>An element and those after it, or before it.</summary>
    public Scope Onward(NeighbourLink neighbour, Place from)
    {
        Scope scope = new(_variables);
        Place row = new() { Text = scope.Take(neighbour.Level) };
        scope.Say(notation.Relation(row.Text, neighbour.Offset > 0 ? '≥' : '≤', from.Text));
        scope.Row = neighbour.Parent is { } parent ? row.Knowing(parent, Follow(from, parent)) : row;
        return scope;
    }

    /// <summary>Where a link leads from a place.</summary>
    public Place Follow(Place at, Link link)
    {
        if (at.Known(link) is { } known)
        {
            return known;
        }

        switch (link)
        {
            case { To.IsBatch: true }:
                return Place.Batch;
            case JoinLink join:
                return (join.Inner ? at.Inner : at.Outer) ?? throw new InvalidOperationException($"'{at.Text}' is no row of a join.");
            case NeighbourLink { Parent: { } parent } neighbour when at.Known(parent) is { } family:
                return new Place { Text = notation.Follow(neighbour, at.Text) }.Knowing(parent, family);
            default:
                return new Place { Text = notation.Follow(link, at.Text) };
        }
    }

    private Place Follow(Place at, LinkPath path) => path.Links.Aggregate(at, Follow);

    private Place Bind(Scope scope, Domain domain)
    {
        if (domain is Join join)
        {
            return Inner(scope, join, Bind(scope, join.Outer));
        }

        Place place = new() { Text = scope.Take(domain) };
        scope.Say(place.Text);
        return place;
    }

    private Place Member(Scope scope, Link link, Place target)
    {
        Place place = new() { Text = scope.Take(link.From) };
        scope.Say(
            target.Text.Length == 0 ? place.Text
            : IsFamily(link) ? notation.Member(place.Text, notation.Family(link, target.Text))
            : notation.SuchThat(place.Text, notation.Relation(notation.Follow(link, place.Text), '=', target.Text)));
        return place.Knowing(link, target);
    }

    /// <summary>The members of the set that an outer element reaches.</summary>
    private Place Inner(Scope scope, Join join, Place outer)
    {
        Place inner = Member(scope, join.Set, Follow(outer, join.Root));
        SayKind(scope, join, inner, outer);
        return Row(outer, inner);
    }

    /// <summary>The outer elements whose set holds an inner one.</summary>
    private Place Outer(Scope scope, Join join, Place inner)
    {
        Place outer;
        if (join.Root.Links.Count == 1 && join.Outer is not Join)
        {
            outer = Member(scope, join.Root.Links[0], Follow(inner, join.Set));
        }
        else
        {
            outer = Bind(scope, join.Outer);
            Place root = Follow(outer, join.Root);
            if (root.Text.Length > 0)
            {
                scope.Say(notation.Relation(Follow(inner, join.Set).Text, '=', root.Text));
            }
        }

        SayKind(scope, join, inner, outer);
        return Row(outer, inner);
    }

    private void SayKind(Scope scope, Join join, Place inner, Place outer)
    {
        if (join.Kind != JoinKind.All)
        {
            char relation = join.Kind switch { JoinKind.Others => '≠', JoinKind.AndAfter => '≥', _ => '≤' };
            scope.Say(notation.Relation(inner.Text, relation, Follow(outer, join.Self).Text));
        }
    }

    private static Place Row(Place outer, Place inner) => new() { Text = $"{outer.Text}, {inner.Text}", Outer = outer, Inner = inner };
}

/// <summary>Elements that are ranged over; their names are free again when it is disposed.</summary>
internal sealed class Scope(Variables variables) : IDisposable
{
    private readonly List<string> _names = [];
    private readonly List<string> _members = [];

    /// <summary>What is said of the elements: "t ∈ y, u ≥ t".</summary>
    public string Members => string.Join(", ", _members);

    /// <summary>Place of one of them.</summary>
    public Place Row { get; set; } = Place.Batch;

    public string Take(Domain level)
    {
        string name = variables.Take(level);
        _names.Add(name);
        return name;
    }

    public void Say(string what) => _members.Add(what);

    public void Dispose() => variables.Return(_names);
}
