using Microsoft.Extensions.Configuration;
using Paragon.Algorithms;

namespace Paragon.Cli;

/// <summary>The objectives that the tool knows.</summary>
internal static class Catalogue
{
    private static readonly IConfiguration _nothing = new ConfigurationBuilder().Build();

    /// <summary>Their descriptions, by name.</summary>
    public static ObjectiveCatalogue All { get; } = new(Objectives.All);

    /// <summary>An objective with the default of every option.</summary>
    public static IObjective Default(this ObjectiveDescriptor descriptor) => descriptor.Read(_nothing);

    /// <summary>The objective of a name in any spelling, or null.</summary>
    public static ObjectiveDescriptor? Find(string name) =>
        All.All.FirstOrDefault(objective => Spelling.Normal(objective.Name) == Spelling.Normal(name));

    /// <summary>What to type instead of a name that no objective has.</summary>
    public static string Suggestion(string name)
    {
        string wanted = Spelling.Normal(name);
        string[] near = [.. All.All.Select(objective => (objective.Name, Distance: Distance(wanted, Spelling.Normal(objective.Name))))
            .Where(pair => pair.Distance <= Math.Max(1, (wanted.Length + 1) / 3))
            .OrderBy(pair => pair.Distance).ThenBy(pair => pair.Name, StringComparer.Ordinal).Take(4).Select(pair => pair.Name)];
        return near.Length == 0 ? "`paragon list` shows all names." : $"Near are: {string.Join(", ", near)}.";
    }

    // A name that holds what was typed, or is held by it, is near although many letters differ.
    private static int Distance(string wanted, string name) =>
        Math.Min(Spelling.Distance(wanted, name), wanted.Length >= 3 && (name.Contains(wanted, StringComparison.Ordinal) || wanted.Contains(name, StringComparison.Ordinal)) ? 1 : int.MaxValue);
}
