using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Paragon;

/// <summary>Reads the options of one objective from a configuration and remembers everything that is wrong with them.</summary>
/// <remarks>Generated code asks it for each option; a wrong value is noted in <see cref="Problems"/> and the default stands in.</remarks>
public sealed class OptionsReader
{
    private readonly ObjectiveDescriptor _objective;
    private readonly Dictionary<string, OptionSetting> _settings = [];
    private readonly List<OptionProblem> _problems = [];

    /// <summary>Reads the settings of an objective. See <see cref="ObjectiveDescriptor.Read"/> for where they stand.</summary>
    public OptionsReader(ObjectiveDescriptor objective, IConfiguration configuration)
    {
        _objective = objective;
        foreach (IReadOnlyList<OptionSetting> source in OptionSettings.Of(objective, configuration))
        {
            Take(source);
        }
    }

    /// <summary>What was wrong so far, in the order of the sources and then of the options.</summary>
    public IReadOnlyList<OptionProblem> Problems => _problems;

    /// <summary>A real number: the setting if there is one and it is allowed, else the default.</summary>
    /// <param name="name">Name of the property.</param>
    /// <param name="default">Value of its initialiser.</param>
    public double Number(string name, double @default)
    {
        OptionDescriptor option = Of(name);
        return Value(option) is { } setting && setting.Text is { } text
            && (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                ? option.Allows(value) || OutOfRange(setting, option)
                : WrongType(setting, option))
            ? value
            : @default;
    }

    /// <summary>A whole number: the setting if there is one and it is allowed, else the default.</summary>
    /// <param name="name">Name of the property.</param>
    /// <param name="default">Value of its initialiser.</param>
    public int WholeNumber(string name, int @default)
    {
        OptionDescriptor option = Of(name);
        return Value(option) is { } setting && setting.Text is { } text
            && (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
                ? option.Allows(value) || OutOfRange(setting, option)
                : WrongType(setting, option))
            ? value
            : @default;
    }

    /// <summary>A truth value: the setting if there is one, else the default.</summary>
    /// <param name="name">Name of the property.</param>
    /// <param name="default">Value of its initialiser.</param>
    public bool Flag(string name, bool @default)
    {
        OptionDescriptor option = Of(name);
        return Value(option) is { } setting && (bool.TryParse(setting.Text, out bool value) || WrongType(setting, option))
            ? value
            : @default;
    }

    /// <summary>The number of a choice in its enumeration: that of the setting if there is one, else of the default.</summary>
    /// <param name="name">Name of the property.</param>
    /// <param name="default">Value of its initialiser.</param>
    public int Choice(string name, int @default)
    {
        OptionDescriptor option = Of(name);
        if (Value(option) is { } setting)
        {
            string wanted = Spelling.Normal(setting.Text!);
            if (option.Choices.FirstOrDefault(choice => Spelling.Normal(choice.Key) == wanted) is { } found)
            {
                return found.Value;
            }

            string? near = Spelling.Nearest(setting.Text!, option.Choices.Select(choice => choice.Key));
            Report(setting, $"{Said(setting)}; it must be {option.Allowed}.{(near is null ? "" : $" Did you mean '{near}'?")}");
        }

        return @default;
    }

    /// <summary>A text: the setting if there is one, else the default.</summary>
    /// <param name="name">Name of the property.</param>
    /// <param name="default">Value of its initialiser.</param>
    public string? Text(string name, string? @default)
    {
        OptionDescriptor option = Of(name);
        return Value(option) is { } setting ? setting.Text : @default;
    }

    // A later source wins over an earlier one; within one source two spellings of an option are a mistake.
    private void Take(IReadOnlyList<OptionSetting> source)
    {
        HashSet<string> seen = [];
        foreach (OptionSetting setting in source)
        {
            string name = Spelling.Normal(setting.Key);
            if (_objective.Find(setting.Key) is not { } option)
            {
                Report(setting, Unknown(setting.Key));
            }
            else if (!seen.Add(name))
            {
                Report(setting, $"'{setting.Key}' is another spelling of '{option.Key}', which this source gives too; remove one.");
            }
            else
            {
                _settings[name] = setting;
            }
        }
    }

    private string Unknown(string key)
    {
        string? near = Spelling.Nearest(key, _objective.Options.Select(option => option.Key));
        string known = _objective.Options.Count == 0 ? "it has none" : "it has " + string.Join(", ", _objective.Options.Select(option => option.Key));
        return $"'{_objective.Name}' has no option '{key}'. " + (near is null ? $"Remove it; {known}." : $"Did you mean '{near}', {_objective.Find(near)!.Allowed}?");
    }

    private OptionDescriptor Of(string name) =>
        _objective.Find(name) ?? throw new ArgumentException($"'{_objective.Name}' has no option '{name}'.", nameof(name));

    /// <summary>The setting of an option, if it holds one value of any type.</summary>
    private OptionSetting? Value(OptionDescriptor option)
    {
        if (!_settings.TryGetValue(Spelling.Normal(option.Key), out OptionSetting? setting))
        {
            return null;
        }

        if (setting.Text is not null)
        {
            return setting;
        }

        Report(setting, $"'{setting.Key}' is {(setting.IsSection ? "a list or a section" : "null")}; it must be {option.Allowed}.");
        return null;
    }

    private bool WrongType(OptionSetting setting, OptionDescriptor option) => Report(setting, $"{Said(setting)}, which is not {option.Allowed}.");

    private bool OutOfRange(OptionSetting setting, OptionDescriptor option) => Report(setting, $"{Said(setting)}; it must be {option.Allowed}.");

    private static string Said(OptionSetting setting) => $"'{setting.Key}' is '{setting.Text}'";

    private bool Report(OptionSetting setting, string message)
    {
        _problems.Add(new OptionProblem(setting.Place, setting.Key, message));
        return false;
    }
}
