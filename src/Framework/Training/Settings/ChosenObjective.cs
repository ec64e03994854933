using Microsoft.Extensions.Configuration;

namespace Paragon.Training;

/// <summary>An objective that a training was asked for.</summary>
/// <param name="Objective">The objective with its options.</param>
/// <param name="Texts">Those of its options that are texts, as given, by key.</param>
public sealed record ChosenObjective(IObjective Objective, IReadOnlyDictionary<string, string> Texts)
{
    internal static ChosenObjective Read(ObjectiveDescriptor descriptor, IConfiguration configuration) => new(
        descriptor.Read(configuration),
        configuration.GetSection(ObjectiveDescriptor.Section).GetSection(descriptor.Name).GetChildren()
            .Where(child => child.Value is not null && descriptor.Find(child.Key)?.Kind == OptionKind.Text)
            .ToDictionary(child => descriptor.Find(child.Key)!.Key, child => child.Value!));
}
