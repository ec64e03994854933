using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Paragon.Testing;

namespace Paragon.Algorithms.Tests;

/// <summary>Every objective of the library with its default options keeps every law.</summary>
public sealed class LawTests
{
    private static readonly ObjectiveDescriptor[] Objectives = Descriptors();

    public static TheoryData<string> Names() => new(Objectives.Select(objective => objective.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Laws_hold(string name) =>
        Laws.Check(Objectives.Single(objective => objective.Name == name).Read(new ConfigurationBuilder().Build()));

    private static ObjectiveDescriptor[] Descriptors()
    {
        ServiceCollection services = new();
        services.AddParagon().AddObjectives();
        return [.. services.Select(service => service.ImplementationInstance).OfType<ObjectiveDescriptor>()];
    }
}
