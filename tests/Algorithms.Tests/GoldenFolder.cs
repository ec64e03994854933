using Paragon.Testing;

namespace Paragon.Algorithms.Tests;

/// <summary>The golden files of the library's objectives: those that came with the methods, and our own in the folder Own.</summary>
internal static class GoldenFolder
{
    private static readonly string _root = Path.Combine(AppContext.BaseDirectory, "Goldens");

    public static IEnumerable<GoldenFile> Read() =>
        Directory.GetFiles(_root, "*.json").Concat(Directory.GetFiles(Path.Combine(_root, "Own"), "*.json")).Order(StringComparer.Ordinal).Select(GoldenFile.Read);

    /// <summary>Path within the folder: a name alone may stand in both.</summary>
    public static string NameOf(GoldenFile file) => Path.GetRelativePath(_root, file.Path).Replace('\\', '/');
}
