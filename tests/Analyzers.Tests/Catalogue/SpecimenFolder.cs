namespace Paragon.Analyzers.Tests.Catalogue;

/// <summary>The files of the catalogue: data of the tests, compiled when they run.</summary>
internal static class SpecimenFolder
{
    private static readonly string s_root = Path.Combine(AppContext.BaseDirectory, "Specimens");

    /// <summary>Every file by its family and name, "Par/Vanilla".</summary>
    public static IReadOnlyList<(string Name, string Text)> Files { get; } =
    [
        .. Directory.GetFiles(s_root, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => (Path.ChangeExtension(Path.GetRelativePath(s_root, path), null).Replace('\\', '/'), File.ReadAllText(path))),
    ];
}
