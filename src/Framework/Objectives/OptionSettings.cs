using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;

namespace Paragon;

/// <summary>One value that a source of the configuration gives for an option.</summary>
/// <param name="Source">The source.</param>
/// <param name="Path">Key of the whole configuration.</param>
/// <param name="Text">The value, or null when it is null or no single value.</param>
/// <param name="IsSection">Whether there are keys below it.</param>
internal sealed record OptionSetting(IConfigurationProvider Source, string Path, string? Text, bool IsSection)
{
    /// <summary>Last part of the path, as spelt.</summary>
    public string Key => ConfigurationPath.GetSectionKey(Path);

    /// <summary>Where it stands.</summary>
    public string Place => OptionPlace.Of(Source, Path);
}

/// <summary>Finds what each source of a configuration says of objectives.</summary>
/// <remarks>
/// The sources are read one by one, not the merged configuration: a problem has to name the file, and two sources may
/// spell one option differently.
/// </remarks>
internal static class OptionSettings
{
    /// <summary>The settings of an objective, source by source, the later over the earlier.</summary>
    public static IEnumerable<IReadOnlyList<OptionSetting>> Of(ObjectiveDescriptor objective, IConfiguration configuration)
    {
        foreach (IConfigurationProvider source in Sources(configuration))
        {
            List<OptionSetting> settings = [.. Children(source, Objectives(source).Where(path => Same(path, objective.Name)))];
            if (source is CommandLineConfigurationProvider)
            {
                settings.AddRange(Children(source, [null]).Where(setting => !setting.IsSection && objective.Find(setting.Key) is not null));
            }

            yield return settings;
        }
    }

    /// <summary>The sections that sources hold for objectives, each with a name that may not be known.</summary>
    public static IEnumerable<OptionSetting> Sections(IConfiguration configuration) =>
        Sources(configuration).SelectMany(source => Objectives(source).Select(path => Setting(source, path)));

    private static IEnumerable<string> Objectives(IConfigurationProvider source)
    {
        IEnumerable<string?> paths = [null];
        foreach (string part in ObjectiveDescriptor.Section.Split(ConfigurationPath.KeyDelimiter))
        {
            paths = [.. paths.SelectMany(path => Below(source, path)).Where(path => Same(path, part))];
        }

        return paths.SelectMany(path => Below(source, path));
    }

    private static IEnumerable<OptionSetting> Children(IConfigurationProvider source, IEnumerable<string?> paths) =>
        paths.SelectMany(path => Below(source, path)).Select(path => Setting(source, path));

    private static OptionSetting Setting(IConfigurationProvider source, string path) =>
        new(source, path, source.TryGet(path, out string? text) ? text : null, Below(source, path).Any());

    private static IEnumerable<string> Below(IConfigurationProvider source, string? path) =>
        source.GetChildKeys([], path)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(key => path is null ? key : ConfigurationPath.Combine(path, key));

    private static bool Same(string path, string name) => Spelling.Normal(ConfigurationPath.GetSectionKey(path)) == Spelling.Normal(name);

    private static IEnumerable<IConfigurationProvider> Sources(IConfiguration configuration) =>
        configuration is IConfigurationRoot root
            ? root.Providers.SelectMany(source => source is ChainedConfigurationProvider chained ? Sources(chained.Configuration) : [source])
            : [new ChainedConfigurationProvider(new ChainedConfigurationSource { Configuration = configuration })];
}
