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

    /// <summary>The value that an objective has, as one would type it. Not for texts.</summary>
    public static string ValueText(this OptionDescriptor option, IObjective objective)
    {
        double value = objective.Option(option.Name);
        return option.Kind switch
        {
            OptionKind.Flag => value != 0 ? "true" : "false",
            OptionKind.Choice => option.Choices.First(choice => choice.Value == value).Key,
            _ => value.ToString(CultureInfo.InvariantCulture),
        };
    }
}
