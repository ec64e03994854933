namespace Paragon;

/// <summary>The framework's own levels.</summary>
internal static class KnownLevels
{
    /// <summary>The parent of each, null where it has none; the link to it has its name.</summary>
    public static IReadOnlyDictionary<string, string?> Parents { get; } = new[]
    {
        Of<Group>(), Of<Pair>(), Of<Example>(), Of<Completion>(), Of<Token>(), Of<Choice>(), Of<Segment>(), Of<Turn>(), Of<Step>(), Of<TreeNode>(), Of<Position>(), Of<Judge>(), Of<Reference>(),
    }.ToDictionary(level => level.Name, level => level.Parent);

    private static (string Name, string? Parent) Of<T>()
        where T : struct, ILevel<T> => (T.LevelName, T.ParentLink);
}
