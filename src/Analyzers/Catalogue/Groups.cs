namespace Paragon.Analyzers;

/// <summary>Subjects of the rules; each is a category under <c>Paragon.</c> in <c>.editorconfig</c>.</summary>
internal static class Groups
{
    /// <summary>PAR0xx.</summary>
    public const string RewardDesign = "RewardDesign";

    /// <summary>PAR2xx.</summary>
    public const string Numerics = "Numerics";

    /// <summary>PAR3xx.</summary>
    public const string Gradient = "Gradient";

    /// <summary>PAR4xx.</summary>
    public const string Options = "Options";

    /// <summary>PAR5xx.</summary>
    public const string Tensors = "Tensors";
}
