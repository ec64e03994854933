using System.Globalization;

namespace Paragon.Training;

/// <summary>One thing that can be set about a training: in a settings file, in the environment, on the command line.</summary>
/// <param name="Key">Name: <c>Paragon:Training:KEY</c> in a file, <c>--KEY</c> on the command line.</param>
/// <param name="Value">What stands for the value in a usage line.</param>
/// <param name="Description">What it is, with its default.</param>
public sealed record TrainingSetting(string Key, string Value, string Description)
{
    /// <summary>What values are allowed, in words.</summary>
    internal string Allowed { get; init; } = "a text";

    /// <summary>Whether a value is allowed.</summary>
    internal Func<string, bool> Allows { get; init; } = text => text.Length > 0;

    internal static TrainingSetting Text(string key, string value, string description) => new(key, value, description);

    internal static TrainingSetting Whole(string key, string description, int least = 1) => new(key, "N", description)
    {
        Allowed = $"a whole number of at least {least}",
        Allows = text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least,
    };

    internal static TrainingSetting Number(string key, string description, double least, double below = double.PositiveInfinity, bool orLeast = true) => new(key, "X", description)
    {
        Allowed = $"a number {(orLeast ? "of at least" : "above")} {least.ToString(CultureInfo.InvariantCulture)}{(double.IsInfinity(below) ? "" : $" and below {below.ToString(CultureInfo.InvariantCulture)}")}",
        Allows = text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            && (orLeast ? value >= least : value > least) && value < below,
    };

    internal static TrainingSetting OneOf(string key, string description, params string[] values) => new(key, string.Join('|', values), description)
    {
        Allowed = "one of " + string.Join(", ", values),
        Allows = text => values.Contains(text),
    };
}
