using Microsoft.Extensions.Configuration;
using Paragon.Framework.Tests.Models;

namespace Paragon.Framework.Tests.Options;

internal static class Configurations
{
    /// <summary>A configuration of one settings file, and others over it.</summary>
    public static IConfigurationRoot File(TemporaryFolder folder, string json, Action<IConfigurationBuilder>? over = null)
    {
        string file = folder.File("settings.json");
        System.IO.File.WriteAllText(file, json);
        ConfigurationBuilder builder = new();
        builder.AddJsonFile(file, optional: false, reloadOnChange: false);
        over?.Invoke(builder);
        return builder.Build();
    }

    public static IConfigurationRoot Of(params (string Key, string? Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create("Paragon:Objectives:" + setting.Key, setting.Value)))
        .Build();

    public static Sample Read(IConfiguration configuration) => (Sample)Sample.Describe().Read(configuration);

    public static IReadOnlyList<OptionProblem> Problems(Action action) => Assert.Throws<OptionsException>(action).Problems;
}
