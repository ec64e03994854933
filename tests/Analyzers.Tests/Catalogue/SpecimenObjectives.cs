using Microsoft.Extensions.Configuration;

namespace Paragon.Analyzers.Tests.Catalogue;

/// <summary>The specimens as objectives that run.</summary>
internal static class SpecimenObjectives
{
    private static readonly Lazy<IReadOnlyDictionary<string, ObjectiveDescriptor>> s_all = new(() =>
        SpecimenCompilation.Load().GetTypes().Where(type => typeof(IObjective).IsAssignableFrom(type))
            .Select(type => ((IObjective)Activator.CreateInstance(type)!).Descriptor).ToDictionary(descriptor => descriptor.Name));

    /// <summary>All, by their names.</summary>
    public static IReadOnlyDictionary<string, ObjectiveDescriptor> All => s_all.Value;

    /// <summary>One specimen with some of its options set.</summary>
    public static IObjective Make(string name, params (string Option, double Value)[] options) => All[name].Read(
        new ConfigurationBuilder().AddInMemoryCollection(options.Select(option => KeyValuePair.Create(
            $"{ObjectiveDescriptor.Section}:{name}:{option.Option}", (string?)option.Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))).Build());
}
