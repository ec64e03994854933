using Microsoft.Extensions.Configuration;

namespace Paragon.Training;

/// <summary>A training that was asked for: its settings, its objectives with their options.</summary>
/// <param name="Settings">The settings.</param>
/// <param name="Chosen">The objective that is trained with.</param>
/// <param name="Shapings">Those that are put before it, in order.</param>
public sealed record TrainingRequest(TrainingSettings Settings, ChosenObjective Chosen, IReadOnlyList<ChosenObjective> Shapings)
{
    /// <summary>The objective that is trained with.</summary>
    public IObjective Objective => Chosen.Objective;

    /// <summary>Puts settings together: a file, under the environment, under the command line.</summary>
    /// <param name="catalogue">The objectives that are known.</param>
    /// <param name="file">Settings file in JSON (<c>{"Paragon": {"Training": {...}, "Objectives": {"NAME": {...}}}}</c>), or null.</param>
    /// <param name="given">Settings of the command line, by key.</param>
    /// <param name="arguments">The rest of the command line: options of the objective, <c>--beta 0.2</c>, and of those before it, <c>--par.steepness 2</c>.</param>
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
        ObjectiveDescriptor[] shapings = [.. settings.Shapings.Select(catalogue.Find)];
        RefuseMisspelt(descriptor, shapings, arguments);
        IConfigurationRoot configuration = Build(builder.AddObjectiveArguments(descriptor.Name, arguments), file);
        catalogue.Check(configuration);
        return new TrainingRequest(settings, ChosenObjective.Read(descriptor, configuration), [.. shapings.Select(shaping => ChosenObjective.Read(shaping, configuration))]);
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
    private static void RefuseMisspelt(ObjectiveDescriptor descriptor, ObjectiveDescriptor[] shapings, IReadOnlyList<string> arguments)
    {
        List<OptionProblem> problems = [];
        foreach (string argument in arguments.Where(argument => argument.StartsWith("--", StringComparison.Ordinal)))
        {
            string name = argument[2..].Split('=')[0];
            if (name.Split('.') is [string owner, _])
            {
                if (!shapings.Append(descriptor).Any(known => known.Name == owner))
                {
                    problems.Add(new("command line, --" + name, name, $"'{owner}' is not in this training: {string.Join(", ", shapings.Append(descriptor).Select(known => $"'{known.Name}'"))} {(shapings.Length == 0 ? "is" : "are")}. Put it before the objective with --shaping {owner}, or leave the option out."));
                }

                continue;
            }

            if (descriptor.Find(name) is null && shapings.FirstOrDefault(shaping => shaping.Find(name) is not null) is { } of)
            {
                problems.Add(new("command line, --" + name, name, $"'{descriptor.Name}' has no option '{name}', but '{of.Name}' has. Write '--{of.Name}.{of.Find(name)!.Key}'."));
                continue;
            }

            string? near = descriptor.Find(name) is null ? Spelling.Nearest(name, TrainingSettings.All.Select(setting => setting.Key)) : null;
            if (near is not null)
            {
                problems.Add(new("command line, --" + name, name, $"Neither the training nor '{descriptor.Name}' has an option '{name}'. Did you mean '--{near}'?"));
            }
        }

        OptionsException.ThrowIfAny(problems);
    }
}
