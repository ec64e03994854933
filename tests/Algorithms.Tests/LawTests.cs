using Microsoft.Extensions.Configuration;
using Paragon.Testing;

namespace Paragon.Algorithms.Tests;

/// <summary>Every objective of the library, and every one that tests declare, keeps every law with its default options.</summary>
public sealed class LawTests
{
    private static readonly IReadOnlyList<ObjectiveDescriptor> All = [.. Algorithms.Objectives.All, .. Objectives.All];

    public static TheoryData<string> Names() => new(All.Select(objective => objective.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Laws_hold(string name) =>
        Laws.Check(All.Single(objective => objective.Name == name).Read(new ConfigurationBuilder().Build()));
}
