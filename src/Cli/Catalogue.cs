using Microsoft.Extensions.Configuration;
using Paragon.Algorithms;

namespace Paragon.Cli;

/// <summary>The objectives that the tool knows.</summary>
internal static class Catalogue
{
    private static readonly IConfiguration _nothing = new ConfigurationBuilder().Build();

    /// <summary>Their descriptions, by name.</summary>
    public static ObjectiveCatalogue All { get; } = new(Objectives.All);

    /// <summary>An objective with the default of every option.</summary>
    public static IObjective Default(this ObjectiveDescriptor descriptor) => descriptor.Read(_nothing);
}
