using Microsoft.Extensions.Configuration;
using Paragon.Testing;

namespace Paragon.Algorithms.Tests;

/// <summary>Every objective of the library keeps every law with its default options.</summary>
public sealed class LawTests
{
    // ODIN's correlation does not exist where all values of a column are equal, which is a batch that the laws try.
    public static TheoryData<string> Names() => new(Algorithms.Objectives.All.Select(objective => objective.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Laws_hold(string name) =>
        Laws.Check(Algorithms.Objectives.All.Single(objective => objective.Name == name).Read(new ConfigurationBuilder().Build()));
}
