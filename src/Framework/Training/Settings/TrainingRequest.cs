using Microsoft.Extensions.Configuration;

namespace Paragon.Training;

/// <summary>A training that was asked for: its settings, its objective with its options.</summary>
/// <param name="Settings">The settings.</param>
/// <param name="Objective">The objective.</param>
/// <param name="Texts">Options of the objective that are texts, as given, by key.</param>
public sealed record TrainingRequest(TrainingSettings Settings, IObjective Objective, IReadOnlyDictionary<string, string> Texts)
{
    /// <summary>Puts settings together: a file, under the environment, under the command line.</summary>
    /// <param name="catalogue">The objectives that are known.</param>
    /// <param name="file">Settings file in JSON (<c>{"Paragon": {"Training": {...}, "Objectives": {"NAME": {...}}}}</c>), or null.</param>
    /// <param name="given">Settings of the command line, by key.</param>
    /// <param name="arguments">The rest of the command line: options of the objective, <c>--beta 0.2</c>.</param>
    /// <exception cref="OptionsException">Lists everything that is wrong, with its place and the nearest name.</exception>
    public static TrainingRequest Read(ObjectiveCatalogue catalogue, string? file, IReadOnlyDictionary<string, string> given, IReadOnlyList<string> arguments)
    {
        ConfigurationBuilder builder = new();
        if (file is not null)
        {
            if (!File.Exists(file))
            {
                throw new OptionsException([new("command line, --settings", "settings", $"The settings file '{file}' does not exist.")]);
            }

            builder.AddJsonFile(Path.GetFullPath(file), optional: false);
        }

        builder.AddEnvironmentVariables().Add(new TrainingArguments(given));
        return Read(catalogue, builder, file, arguments);
    }

    /// <summary>Puts settings together: a file, under the environment, under the arguments of a program.</summary>
    /// <param name="catalogue">The objectives that are known.</param>
    /// <param name="file">Settings file in JSON, or null.</param>
    /// <param name="arguments">Settings of the training and options of the objective: <c>--steps 50 --beta 0.2</c>.</param>
    /// <inheritdoc cref="Read(ObjectiveCatalogue, string?, IReadOnlyDictionary{string, string}, IReadOnlyList{string})" path="/exception"/>
    public static TrainingRequest Read(ObjectiveCatalogue catalogue, string? file, IReadOnlyList<string> arguments)
    {
        (Dictionary<string, string> given, List<string> rest) = TrainingArguments.Divide(arguments);
        return Read(catalogue, file, given, rest);
    }

    /// <summary>Reads a run's own settings file, and nothing else: what a run was started with does not change.</summary>
    internal static TrainingRequest ReadFile(ObjectiveCatalogue catalogue, string file) => Read(catalogue, new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(file), optional: false), file, []);

    private static TrainingRequest Read(ObjectiveCatalogue catalogue, IConfigurationBuilder builder, string? file, IReadOnlyList<string> arguments)
    {
        TrainingSettings settings = TrainingSettings.Read(Build(builder, file));
        ObjectiveDescriptor descriptor = catalogue.Find(settings.Objective);
        RefuseMisspelt(descriptor, arguments);
        IConfigurationRoot configuration = Build(builder.AddObjectiveArguments(descriptor.Name, arguments), file);
        catalogue.Check(configuration);
        Dictionary<string, string> texts = configuration.GetSection(ObjectiveDescriptor.Section).GetSection(descriptor.Name).GetChildren()
            .Where(child => child.Value is not null && descriptor.Find(child.Key)?.Kind == OptionKind.Text)
            .ToDictionary(child => descriptor.Find(child.Key)!.Key, child => child.Value!);
        return new TrainingRequest(settings, descriptor.Read(configuration), texts);
    }

    private static IConfigurationRoot Build(IConfigurationBuilder builder, string? file)
    {
        try
        {
            return builder.Build();
        }
        catch (InvalidDataException error)
        {
            throw new OptionsException([new($"{file}", "settings", $"The settings file is not JSON: {error.InnerException?.Message ?? error.Message}")]);
        }
    }

    /// <summary>An argument that is neither the training's nor the objective's may be a misspelt one of either.</summary>
    private static void RefuseMisspelt(ObjectiveDescriptor descriptor, IReadOnlyList<string> arguments)
    {
        List<OptionProblem> problems = [];
        foreach (string argument in arguments.Where(argument => argument.StartsWith("--", StringComparison.Ordinal)))
        {
            string name = argument[2..].Split('=')[0];
            string? near = descriptor.Find(name) is null ? Spelling.Nearest(name, TrainingSettings.All.Select(setting => setting.Key)) : null;
            if (near is not null)
            {
                problems.Add(new("command line, --" + name, name, $"Neither the training nor '{descriptor.Name}' has an option '{name}'. Did you mean '--{near}'?"));
            }
        }

        OptionsException.ThrowIfAny(problems);
    }
}
