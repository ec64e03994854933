using Microsoft.Extensions.Configuration;

namespace Paragon.Training;

/// <summary>Settings of a training that were given on a command line.</summary>
internal sealed class TrainingArguments(IReadOnlyDictionary<string, string> given) : ConfigurationProvider, IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override void Load()
    {
        foreach ((string key, string value) in given)
        {
            Data[ConfigurationPath.Combine(TrainingSettings.Section, key)] = value;
        }
    }

    /// <summary>Divides the arguments of a program: settings of a training, and the rest, which is the objective's.</summary>
    /// <exception cref="OptionsException">A setting has no value, or is given twice.</exception>
    internal static (Dictionary<string, string> Given, List<string> Others) Divide(IReadOnlyList<string> arguments)
    {
        Dictionary<string, string> given = [];
        List<string> others = [];
        for (int i = 0; i < arguments.Count; i++)
        {
            string[] parts = arguments[i].Split('=', 2);
            if (Find(parts[0]) is not { } setting)
            {
                others.Add(arguments[i]);
                continue;
            }

            string value = parts is [_, string after] ? after
                : i + 1 < arguments.Count ? arguments[++i]
                : throw Wrong(setting.Key, $"'--{setting.Key}' has no value; write --{setting.Key} {setting.Value}.");
            if (!given.TryAdd(setting.Key, value))
            {
                throw Wrong(setting.Key, $"'--{setting.Key}' is given twice; remove one.");
            }
        }

        return (given, others);
    }

    private static TrainingSetting? Find(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) ? TrainingSettings.All.FirstOrDefault(setting => setting.Key == argument[2..]) : null;

    private static OptionsException Wrong(string key, string message) => new([new("command line", key, message)]);
}
