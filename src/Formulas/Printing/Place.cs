namespace Paragon.Formulas;

/// <summary>An element at which a value is printed: a variable, or what a link from one leads to; for a row of a join its two elements.</summary>
internal sealed class Place
{
    private readonly Dictionary<string, Place> _known = new(StringComparer.Ordinal);

    /// <summary>The element as text; empty for the whole batch.</summary>
    public required string Text { get; init; }

    /// <summary>Outer element of a row of a join.</summary>
    public Place? Outer { get; init; }

    /// <summary>Inner element of a row of a join.</summary>
    public Place? Inner { get; init; }

    /// <summary>The whole batch.</summary>
    public static Place Batch { get; } = new() { Text = "" };

    /// <summary>Says where a link leads from here: a member of a set knows whose set it is.</summary>
    public Place Knowing(Link link, Place target)
    {
        _known[link.Key] = target;
        return this;
    }

    /// <summary>Where a link leads, if it was said.</summary>
    public Place? Known(Link link) => _known.TryGetValue(link.Key, out Place? place) ? place : null;
}
