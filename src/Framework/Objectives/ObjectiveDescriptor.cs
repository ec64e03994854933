using Microsoft.Extensions.Configuration;

namespace Paragon;

/// <summary>What an objective is, for `paragon list`, for configuration and for the JSON schema.</summary>
/// <param name="Name">Name by which the tool and configuration know it.</param>
/// <param name="Type">Full name of the C# type.</param>
/// <param name="Summary">What it does, from the record's documentation.</param>
/// <param name="Source">Where it is defined: paper, year, equation; empty when nothing says so.</param>
/// <param name="Options">Its options, in the order of the source.</param>
/// <param name="Create">Makes the objective from what a reader found. <see cref="Read"/> also reports what was wrong.</param>
public sealed record ObjectiveDescriptor(
    string Name, string Type, string Summary, string Source, IReadOnlyList<OptionDescriptor> Options, Func<OptionsReader, IObjective> Create)
{
    /// <summary>Section of the configuration that holds the options of all objectives, each under its name.</summary>
    public const string Section = "Paragon:Objectives";

    /// <summary>Makes the objective with the options that the configuration gives, and the defaults for the others.</summary>
    /// <param name="configuration">
    /// The whole configuration. Read are <c>Paragon:Objectives:NAME:KEY</c> of every source, the later over the earlier,
    /// and <c>--KEY</c> of the command line.
    /// </param>
    /// <exception cref="OptionsException">Lists every unknown key, wrong type and value out of range with its place.</exception>
    public IObjective Read(IConfiguration configuration)
    {
        OptionsReader reader = new(this, configuration);
        IObjective objective = Create(reader);
        OptionsException.ThrowIfAny([.. reader.Problems]);
        Validate(objective);
        return objective;
    }

    /// <summary>Checks the options of an objective that was made in code.</summary>
    /// <exception cref="OptionsException">Lists every value that is out of range or not finite.</exception>
    public void Validate(IObjective objective) => OptionsException.ThrowIfAny(OptionChecks.Of(this, objective));

    /// <summary>The option of a property, a key or another spelling of it, or null.</summary>
    public OptionDescriptor? Find(string name)
    {
        string wanted = Spelling.Normal(name);
        return Options.FirstOrDefault(option => Spelling.Normal(option.Key) == wanted);
    }

    /// <summary>What to throw where a formula asks for a number that no option gives.</summary>
    /// <param name="name">Name that was asked for.</param>
    public ArgumentException NoNumber(string name) => Options.FirstOrDefault(option => option.Name == name) is { } option
        ? new($"Option '{name}' of '{Name}' is {option.Allowed}, which is no number.", nameof(name))
        : new($"'{Name}' has no option '{name}'. It has: {string.Join(", ", Options.Select(other => other.Name))}.", nameof(name));
}
