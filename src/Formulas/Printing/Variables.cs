namespace Paragon.Formulas;

/// <summary>Names of elements: the field's letter for each level, and another where it is taken.</summary>
internal sealed class Variables
{
    private static readonly Dictionary<string, string[]> _letters = new(StringComparer.Ordinal)
    {
        ["group"] = ["g", "h"],
        ["completion"] = ["y", "z"],
        ["token"] = ["t", "u", "v"],
        ["choice"] = ["c", "d"],
        ["pair"] = ["p", "q"],
        ["example"] = ["e", "f"],
        ["segment"] = ["s"],
        ["node"] = ["n", "m"],
        ["tree_node"] = ["n", "m"],
        ["position"] = ["i", "j"],
        ["judge"] = ["j", "k"],
        ["reference"] = ["o"],
    };

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>A name that is free, taken from now on.</summary>
    public string Take(Domain level)
    {
        string[] letters = _letters.TryGetValue(level.Key, out string[]? known) ? known : [level.Key.Substring(0, 1).ToLowerInvariant()];
        string name = letters.Concat(Enumerable.Range(2, 100).Select(i => $"{letters[0]}{i}")).First(letter => !_taken.Contains(letter));
        _taken.Add(name);
        return name;
    }

    /// <summary>Gives names back: their scope has ended.</summary>
    public void Return(IEnumerable<string> names) => _taken.ExceptWith(names);
}
