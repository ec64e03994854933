using System.IO.Compression;

namespace Paragon.Packages.Tests;

[Collection(nameof(Packed))]
public sealed class PackagesTests(PackedRepository packed)
{
    [Fact]
    public void Packing_makes_these_packages_and_the_large_tool_only_on_demand()
    {
        var ids = Directory.GetFiles(packed.Packages).Select(file => Path.GetFileName(file).Split(".0.")[0]).Order(StringComparer.Ordinal);

        Assert.Equal(
            ["Paragon.Algorithms", "Paragon.Formulas", "Paragon.Framework", "Paragon.Templates", "Paragon.Testing"],
            ids);
    }

    [Fact]
    public void The_framework_brings_what_the_compiler_loads_and_what_torch_needs()
    {
        using var package = ZipFile.OpenRead(packed.PackageFile("Paragon.Framework"));
        var files = package.Entries.Select(entry => entry.FullName).ToHashSet(StringComparer.Ordinal);

        Assert.Superset(
            new HashSet<string>(StringComparer.Ordinal)
            {
                "analyzers/dotnet/cs/Paragon.Analyzers.dll",
                "analyzers/dotnet/cs/Paragon.CodeFixes.dll",
                "analyzers/dotnet/cs/Paragon.Formulas.dll",
                "analyzers/dotnet/cs/Paragon.Generators.dll",
                "analyzers/dotnet/cs/Paragon.Lowering.dll",
                "buildTransitive/Paragon.Framework.props",
                "buildTransitive/Paragon.Framework.targets",
                "lib/net10.0/Paragon.Framework.dll",
                "lib/net10.0/Paragon.Framework.xml",
            },
            files);
    }

    [Fact]
    public void The_targets_ship_as_the_repository_uses_them()
    {
        using var package = ZipFile.OpenRead(packed.PackageFile("Paragon.Framework"));
        using var shipped = new StreamReader(package.GetEntry("buildTransitive/Paragon.Framework.targets")!.Open());

        var used = File.ReadAllText(Path.Combine(Repository.Root, "src", "Framework", "buildTransitive", "Paragon.Framework.targets"));
        Assert.Equal(used, shipped.ReadToEnd());
    }
}
