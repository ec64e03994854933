namespace Paragon.Compiler.Tests.Fuzzing;

/// <summary>A level as random formulas read it.</summary>
/// <param name="Type">Name of its type.</param>
/// <param name="Columns">Properties that are numbers.</param>
/// <param name="Conditions">Properties that are truth values.</param>
/// <param name="Links">Properties that lead to another element, which certainly exists, and the type that they lead to.</param>
/// <param name="Sets">Properties that are sets, and the type of their elements.</param>
/// <param name="Parent">Property that leads to the parent; null for a level that has none.</param>
internal sealed record FuzzLevel(string Type, string[] Columns, string[] Conditions, (string Property, string Type)[] Links, (string Property, string Type)[] Sets, string? Parent)
{
    /// <summary>The levels, by type.</summary>
    public static IReadOnlyDictionary<string, FuzzLevel> All { get; } = new FuzzLevel[]
    {
        new("Batch", [], [], [], [("Groups", "Group"), ("Pairs", "Pair"), ("Completions", "Completion"), ("Segments", "Segment"), ("Tokens", "Token")], null),
        new("Group", ["X", "U"], ["IsGood"], [], [("Completions", "Completion")], null),
        new("Completion", ["X", "U", "Reward", "Advantage"], ["IsGood"], [("Group", "Group")], [("Tokens", "Token"), ("Segments", "Segment")], "Group"),
        new("Token", ["X", "Y", "U", "Reward", "Advantage", "Usual"], ["IsGood"], [("Completion", "Completion"), ("Node", "TreeNode"), ("Position", "Position"), ("Chosen", "Choice")], [("Choices", "Choice")], "Completion"),
        new("Segment", ["X", "U", "Reward"], ["IsGood"], [("Completion", "Completion")], [("Tokens", "Token")], "Completion"),
        new("TreeNode", ["X", "U"], [], [("Group", "Group")], [("Tokens", "Token")], "Group"),
        new("Position", ["X", "U"], [], [("Group", "Group")], [("Tokens", "Token")], "Group"),
        new("Pair", ["X", "U"], ["IsGood"], [("Chosen", "Completion"), ("Rejected", "Completion")], [], null),
        new("Choice", ["Logit", "RefLogit"], [], [("Token", "Token")], [], "Token"),
    }.ToDictionary(level => level.Type);

    /// <summary>The columns that the framework's levels lack, as a user declares them.</summary>
    public const string Declarations = """
        namespace Fuzzed;

        public enum Kind { First, Second }

        public static class Columns
        {
            extension(Group e)
            {
                [Column("x", Differentiable = true)] public Real X => e.Read("x");
                [Column("u")] public Real U => e.Read("u");
                [Column("is_good")] public bool IsGood => e.Flag("is_good");
            }

            extension(Completion e)
            {
                [Column("x", Differentiable = true)] public Real X => e.Read("x");
                [Column("u")] public Real U => e.Read("u");
                [Column("is_good")] public bool IsGood => e.Flag("is_good");
            }

            extension(Token e)
            {
                [Column("x", Differentiable = true)] public Real X => e.Read("x");
                [Column("y", Differentiable = true)] public Real Y => e.Read("y");
                [Column("u")] public Real U => e.Read("u");
                [Column("usual", Default = 0.5)] public Real Usual => e.Read("usual", 0.5);
                [Column("is_good")] public bool IsGood => e.Flag("is_good");
            }

            extension(Segment e)
            {
                [Column("x", Differentiable = true)] public Real X => e.Read("x");
                [Column("u")] public Real U => e.Read("u");
                [Column("is_good")] public bool IsGood => e.Flag("is_good");
            }

            extension(TreeNode e)
            {
                [Column("x", Differentiable = true)] public Real X => e.Read("x");
                [Column("u")] public Real U => e.Read("u");
            }

            extension(Position e)
            {
                [Column("x", Differentiable = true)] public Real X => e.Read("x");
                [Column("u")] public Real U => e.Read("u");
            }

            extension(Pair e)
            {
                [Column("x", Differentiable = true)] public Real X => e.Read("x");
                [Column("u")] public Real U => e.Read("u");
                [Column("is_good")] public bool IsGood => e.Flag("is_good");
            }
        }
        """;
}
