using Microsoft.Extensions.Configuration;

namespace Paragon;

/// <summary>The objectives that a program knows, by name.</summary>
public sealed class ObjectiveCatalogue
{
    private readonly SortedDictionary<string, ObjectiveDescriptor> _objectives = new(StringComparer.Ordinal);

    /// <summary>A catalogue of these objectives.</summary>
    /// <exception cref="InvalidOperationException">Two of them have one name.</exception>
    public ObjectiveCatalogue(IEnumerable<ObjectiveDescriptor> objectives)
    {
        foreach (ObjectiveDescriptor objective in objectives)
        {
            string name = Spelling.Normal(objective.Name);
            if (_objectives.TryGetValue(name, out ObjectiveDescriptor? other) && other.Type != objective.Type)
            {
                throw new InvalidOperationException($"{other.Type} and {objective.Type} are both the objective '{objective.Name}'; give one of them another name.");
            }

            _objectives[name] = objective;
        }
    }

    /// <summary>All objectives, by name.</summary>
    public IReadOnlyCollection<ObjectiveDescriptor> All => _objectives.Values;

    /// <summary>The objective of a name.</summary>
    /// <exception cref="OptionsException">There is none; says which name is near.</exception>
    public ObjectiveDescriptor Find(string name) =>
        _objectives.TryGetValue(Spelling.Normal(name), out ObjectiveDescriptor? found)
            ? found
            : throw new OptionsException([new("objective", name, Unknown(name))]);

    /// <summary>Checks every objective's section of a configuration, also those that nothing uses yet.</summary>
    /// <exception cref="OptionsException">Lists all unknown objectives, unknown keys, wrong types and values out of range.</exception>
    public void Check(IConfiguration configuration)
    {
        List<OptionProblem> problems = [];
        foreach (OptionSetting section in OptionSettings.Sections(configuration))
        {
            if (!_objectives.ContainsKey(Spelling.Normal(section.Key)))
            {
                problems.Add(new OptionProblem(section.Place, section.Key, Unknown(section.Key)));
            }
        }

        foreach (ObjectiveDescriptor objective in All)
        {
            OptionsReader reader = new(objective, configuration);
            IObjective read = objective.Create(reader);
            problems.AddRange(reader.Problems.Count > 0 ? reader.Problems : OptionChecks.Of(objective, read));
        }

        OptionsException.ThrowIfAny(problems);
    }

    private string Unknown(string name)
    {
        string? near = Spelling.Nearest(name, All.Select(objective => objective.Name));
        return $"There is no objective '{name}'. " + (near is null ? $"Known are {string.Join(", ", All.Select(objective => objective.Name))}." : $"Did you mean '{near}'?");
    }
}
