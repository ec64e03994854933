namespace Paragon.Formulas;

/// <summary>Under which choices between options a value is needed: one of several sets of conditions that hold or do not.</summary>
public sealed class Guard : IEquatable<Guard>
{
    private readonly string _key;

    private Guard(IEnumerable<IReadOnlyDictionary<Node, bool>> cases)
    {
        Cases = Absorbed([.. cases]);
        _key = Cases.Count == 0 ? "never" : string.Join("|", Cases.Select(Key).OrderBy(key => key, StringComparer.Ordinal));
    }

    /// <summary>Always.</summary>
    public static Guard Always { get; } = new([new Dictionary<Node, bool>()]);

    /// <summary>Never.</summary>
    public static Guard Never { get; } = new([]);

    /// <summary>The sets; the value is needed where one of them holds. Each gives conditions and whether they are true.</summary>
    public IReadOnlyList<IReadOnlyDictionary<Node, bool>> Cases { get; }

    /// <summary>Whether the value is needed whatever the options.</summary>
    public bool IsAlways => Cases.Any(conditions => conditions.Count == 0);

    /// <summary>This and a condition more.</summary>
    public Guard And(Node condition, bool holds) =>
        new(Cases.Where(conditions => !conditions.TryGetValue(condition, out bool known) || known == holds)
            .Select(conditions => (IReadOnlyDictionary<Node, bool>)new Dictionary<Node, bool>(conditions.ToDictionary(pair => pair.Key, pair => pair.Value)) { [condition] = holds }));

    /// <summary>This or another.</summary>
    public Guard Or(Guard other) => IsAlways ? this : other.IsAlways ? other : new(Cases.Concat(other.Cases));

    /// <inheritdoc/>
    public bool Equals(Guard? other) => other is not null && other._key == _key;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Guard);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_key);

    /// <inheritdoc/>
    public override string ToString() => IsAlways ? "always" : _key;

    private static string Key(IReadOnlyDictionary<Node, bool> conditions) =>
        string.Join("&", conditions.Select(pair => $"{(pair.Value ? "" : "!")}{pair.Key.Id}").OrderBy(text => text, StringComparer.Ordinal));

    /// <summary>Without sets that another implies, and with pairs that differ in one condition only made one.</summary>
    private static List<IReadOnlyDictionary<Node, bool>> Absorbed(List<IReadOnlyDictionary<Node, bool>> cases)
    {
        for (bool changed = true; changed;)
        {
            changed = false;
            for (int i = 0; i < cases.Count && !changed; i++)
            {
                for (int j = 0; j < cases.Count && !changed; j++)
                {
                    if (i == j)
                    {
                        continue;
                    }

                    if (cases[i].All(pair => cases[j].TryGetValue(pair.Key, out bool value) && value == pair.Value))
                    {
                        cases.RemoveAt(j);
                        changed = true;
                    }
                    else if (Merged(cases[i], cases[j]) is { } merged)
                    {
                        cases[i] = merged;
                        cases.RemoveAt(j);
                        changed = true;
                    }
                }
            }
        }

        return cases;
    }

    private static IReadOnlyDictionary<Node, bool>? Merged(IReadOnlyDictionary<Node, bool> one, IReadOnlyDictionary<Node, bool> other)
    {
        if (one.Count != other.Count || !one.Keys.All(other.ContainsKey))
        {
            return null;
        }

        Node[] different = [.. one.Keys.Where(key => one[key] != other[key])];
        return different.Length == 1 ? one.Where(pair => pair.Key != different[0]).ToDictionary(pair => pair.Key, pair => pair.Value) : null;
    }
}
