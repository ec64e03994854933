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
}
