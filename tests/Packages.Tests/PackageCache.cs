namespace Paragon.Packages.Tests;

/// <summary>
/// A package cache with everything that the user's has, by links, except Paragon's own packages: those must come from what
/// was packed just now, and libtorch must not be fetched a second time.
/// </summary>
internal static class PackageCache
{
    internal static string Create(string folder)
    {
        var user = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        Directory.CreateDirectory(folder);
        if (!Directory.Exists(user))
            return folder;

        foreach (var package in new DirectoryInfo(user).EnumerateDirectories())
        {
            if (!package.Name.StartsWith("paragon.", StringComparison.OrdinalIgnoreCase))
                Directory.CreateSymbolicLink(Path.Combine(folder, package.Name), package.FullName);
        }

        return folder;
    }
}
