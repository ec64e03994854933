namespace Paragon.Packages.Tests;

/// <summary>Everything that ships, packed once for all tests, and a folder outside the repository to use it in.</summary>
public sealed class PackedRepository : IAsyncLifetime
{
    /// <summary>A folder that no props file of the repository reaches; it is removed at the end.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("paragon-packages-").FullName;

    /// <summary>Where the packages are.</summary>
    public string Packages => Path.Combine(Folder, "packages");

    /// <summary>The package cache that a user of the packages restores into.</summary>
    public string Cache => Path.Combine(Folder, "cache");

    /// <summary>The full path of one package.</summary>
    public string PackageFile(string id) => Assert.Single(Directory.GetFiles(Packages, $"{id}.*.nupkg"));

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        PackageCache.Create(Cache);
        await Command.Dotnet(Repository.Root, null, "pack", "Paragon.slnx", "--no-build", "-c", Repository.Configuration, "-o", Packages);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
