using Paragon.Generators.Formulas;

namespace Paragon.Generators.Fused;

/// <summary>What a loop is given: its parameters and the arguments of the one call.</summary>
internal sealed class Parameters(Identifiers inside)
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly List<(string Type, string Name, string Argument)> _list = [];

    /// <summary>The parameters, in order.</summary>
    public IEnumerable<string> Declared => _list.Select(parameter => $"{parameter.Type} {parameter.Name}");

    /// <summary>The arguments, in order.</summary>
    public IEnumerable<string> Arguments => _list.Select(parameter => parameter.Argument);

    /// <summary>Name of the parameter that is given an expression; a new one where none is yet.</summary>
    public string Of(string type, string wanted, string argument)
    {
        string key = $"{type} {argument}";
        if (!_names.TryGetValue(key, out string? name))
        {
            _names[key] = name = inside.Unique(wanted);
            _list.Add((type, name, argument));
        }

        return name;
    }
}
