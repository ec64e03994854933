using System.Collections;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;

namespace Paragon;

/// <summary>Where a setting stands, in words that lead a person there.</summary>
internal static class OptionPlace
{
    public static string Of(IConfigurationProvider source, string path) => source switch
    {
        ObjectiveArguments or Training.TrainingArguments => "command line, --" + ConfigurationPath.GetSectionKey(path),
        CommandLineConfigurationProvider => "command line, --" + path,
        EnvironmentVariablesConfigurationProvider => "environment variable " + Variable(path),
        JsonConfigurationProvider json => File(json.Source, path),
        FileConfigurationProvider file => file.Source.Path ?? file.ToString()!,
        _ => $"configuration ({source.GetType().Name}), {path}",
    };

    // The provider removed its prefix, which it does not tell; the variable is the one that ends with the path.
    private static string Variable(string path)
    {
        string end = path.Replace(ConfigurationPath.KeyDelimiter, "__", StringComparison.Ordinal);
        return Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(variable => (string)variable.Key)
            .Where(name => name.EndsWith(end, StringComparison.OrdinalIgnoreCase))
            .MinBy(name => name.Length) ?? end;
    }

    private static string File(FileConfigurationSource source, string path)
    {
        if (source.Path is null || source.FileProvider?.GetFileInfo(source.Path) is not { Exists: true } file)
        {
            return source.Path ?? "configuration file";
        }

        string name = file.PhysicalPath is { } physical ? Shorter(physical) : source.Path;
        using Stream stream = file.CreateReadStream();
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return JsonLine.Of(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), path) is { } line
            ? string.Create(CultureInfo.InvariantCulture, $"{name}:{line}")
            : name;
    }

    private static string Shorter(string path)
    {
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
