namespace Paragon.Generators;

/// <summary>What generated code says of its maker.</summary>
internal static class GeneratedBy
{
    /// <summary>Version in the GeneratedCode attribute; of the language, not of the package, so that a release changes no snapshot.</summary>
    public const string Version = "1.0";
}
