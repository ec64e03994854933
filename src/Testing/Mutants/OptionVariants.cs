using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Paragon.Testing;

/// <summary>An objective under several settings of its options: every combination of its choices and flags, with its numbers as they are and moved.</summary>
internal static class OptionVariants
{
    // The first that an option allows is taken; none is a number that makes a term vanish, and the last makes limits none.
    private static readonly double[][] _moved = [[], [0.37, 1.3, 2.7], [1.3, 0.49, 2.7], [1e9, 0.99]];

    /// <summary>The objective under each setting.</summary>
    public static IEnumerable<IObjective> Of(ObjectiveDescriptor descriptor)
    {
        IEnumerable<Setting> settings = [Setting.None];
        foreach (OptionDescriptor option in descriptor.Options)
        {
            settings = option.Kind switch
            {
                OptionKind.Choice => settings.SelectMany(setting => option.Choices.Select(choice => setting.With(option.Key, choice.Key))).ToArray(),
                OptionKind.Flag => settings.SelectMany(setting => new[] { setting.With(option.Key, "false"), setting.With(option.Key, "true") }).ToArray(),
                _ => settings,
            };
        }

        return from setting in settings from numbers in _moved select Make(descriptor, Moved(descriptor, setting, numbers));
    }

    private static Setting Moved(ObjectiveDescriptor descriptor, Setting setting, double[] numbers)
    {
        foreach (OptionDescriptor option in descriptor.Options.Where(option => option.Kind is OptionKind.Number or OptionKind.WholeNumber))
        {
            double[] allowed = [.. numbers.Select(number => option.Kind == OptionKind.Number ? number : Math.Ceiling(number)).Where(option.Allows).Take(1)];
            setting = allowed is [double number] ? setting.With(option.Key, number.ToString("R", CultureInfo.InvariantCulture)) : setting;
        }

        return setting;
    }

    private static IObjective Make(ObjectiveDescriptor descriptor, Setting setting) =>
        descriptor.Read(new ConfigurationBuilder().AddInMemoryCollection(setting.Values.Select(value =>
            KeyValuePair.Create(ConfigurationPath.Combine(ObjectiveDescriptor.Section, descriptor.Name, value.Key), (string?)value.Value))).Build());

    private sealed record Setting(IReadOnlyList<KeyValuePair<string, string>> Values)
    {
        public static Setting None { get; } = new([]);

        public Setting With(string key, string value) => new([.. Values, KeyValuePair.Create(key, value)]);
    }
}
