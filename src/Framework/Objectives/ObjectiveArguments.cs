using Microsoft.Extensions.Configuration;

namespace Paragon;

/// <summary>Arguments of a command line as options of one objective, <c>--beta 0.2</c>, <c>--beta=0.2</c>, <c>--average</c>, and of others by their names, <c>--par.steepness 2</c>.</summary>
/// <remarks>
/// Unlike the command line source of .NET, every argument belongs to the objective, so that a misspelt one is reported.
/// </remarks>
internal sealed class ObjectiveArguments(string objective, IReadOnlyList<string> arguments) : ConfigurationProvider, IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override void Load()
    {
        for (int i = 0; i < arguments.Count; i++)
        {
            (string key, string? value) = Split(arguments[i]);
            bool takesNext = value is null && i + 1 < arguments.Count && !IsKey(arguments[i + 1]);
            string path = ConfigurationPath.Combine([ObjectiveDescriptor.Section, .. key.Split('.', 2) is [string owner, string option] ? (string[])[owner, option] : [objective, key]]);
            if (!Data.TryAdd(path, value ?? (takesNext ? arguments[++i] : "true")))
            {
                throw new OptionsException([new("command line", key, $"'--{key}' is given twice; remove one.")]);
            }
        }
    }

    private static (string Key, string? Value) Split(string argument)
    {
        if (!IsKey(argument))
        {
            throw new OptionsException([new("command line", argument, $"'{argument}' is no option; an option is written --name value or --name=value.")]);
        }

        int equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (argument[2..], null) : (argument[2..equals], argument[(equals + 1)..]);
    }

    private static bool IsKey(string argument) => argument.Length > 2 && argument.StartsWith("--", StringComparison.Ordinal);
}
