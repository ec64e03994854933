using System.Globalization;

namespace Paragon.Cli;

/// <summary>Options as people read them.</summary>
internal static class OptionTexts
{
    /// <summary>The default as one would type it; "none" where there is none.</summary>
    public static string DefaultText(this OptionDescriptor option) => option.Default switch
    {
        null or "" => "none",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        object other => other.ToString()!,
    };
}
