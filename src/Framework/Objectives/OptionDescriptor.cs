using System.Globalization;

namespace Paragon;

/// <summary>One option of an objective.</summary>
/// <param name="Name">Name of the C# property, as <see cref="IObjective.Option"/> takes it.</param>
/// <param name="Key">
/// Name in kebab case: "clip-low", on the command line "--clip-low". A settings file or the environment may also spell
/// it ClipLow, clipLow, clip_low or CLIP_LOW.
/// </param>
/// <param name="Kind">What values it takes.</param>
/// <param name="Default">Value of the property's initialiser: a double, an int, a bool, or a string; of a choice, its key, or null when its number has no name.</param>
/// <param name="Summary">What it does, from the property's documentation.</param>
public sealed record OptionDescriptor(string Name, string Key, OptionKind Kind, object? Default, string Summary)
{
    /// <summary>Smallest value, or null for none.</summary>
    public double? Minimum { get; init; }

    /// <summary>Largest value, or null for none.</summary>
    public double? Maximum { get; init; }

    /// <summary>Whether <see cref="Minimum"/> itself is refused.</summary>
    public bool MinimumIsExclusive { get; init; }

    /// <summary>Whether <see cref="Maximum"/> itself is refused.</summary>
    public bool MaximumIsExclusive { get; init; }

    /// <summary>The values of a choice, in the order of the enumeration; empty for the other kinds.</summary>
    public IReadOnlyList<OptionChoice> Choices { get; init; } = [];

    /// <summary>Describes a real number.</summary>
    public static OptionDescriptor Number(string name, string key, double @default, string summary) => new(name, key, OptionKind.Number, @default, summary);

    /// <summary>Describes a whole number.</summary>
    public static OptionDescriptor WholeNumber(string name, string key, int @default, string summary) => new(name, key, OptionKind.WholeNumber, @default, summary);

    /// <summary>Describes a truth value.</summary>
    public static OptionDescriptor Flag(string name, string key, bool @default, string summary) => new(name, key, OptionKind.Flag, @default, summary);

    /// <summary>Describes a text.</summary>
    public static OptionDescriptor Text(string name, string key, string? @default, string summary) => new(name, key, OptionKind.Text, @default, summary);

    /// <summary>Describes one of the names of an enumeration.</summary>
    public static OptionDescriptor Choice(string name, string key, int @default, string summary, IReadOnlyList<OptionChoice> choices) =>
        new(name, key, OptionKind.Choice, choices.FirstOrDefault(choice => choice.Value == @default)?.Key, summary) { Choices = choices };

    /// <summary>The infinity that means "no limit" here, which is allowed only where it is the default; null for none.</summary>
    public double? Unlimited => Default is double value && double.IsInfinity(value) ? value : null;

    /// <summary>Whether a number is in the range, and finite unless it is <see cref="Unlimited"/>.</summary>
    public bool Allows(double value) =>
        (double.IsFinite(value) || value == Unlimited)
        && (Minimum is not { } minimum || (MinimumIsExclusive ? value > minimum : value >= minimum))
        && (Maximum is not { } maximum || (MaximumIsExclusive ? value < maximum : value <= maximum));

    /// <summary>The allowed values, to stand after "must be": "a number greater than 0 and at most 1".</summary>
    public string Allowed => Kind switch
    {
        OptionKind.Number => "a finite number" + Bounds() + (Unlimited is { } unlimited ? $", or {Digits(unlimited)} for no limit" : ""),
        OptionKind.WholeNumber => "a whole number" + Bounds(),
        OptionKind.Flag => "true or false",
        OptionKind.Choice => "one of " + string.Join(", ", Choices.Select(choice => choice.Key)),
        _ => "a text",
    };

    private string Bounds()
    {
        string? low = Minimum is { } minimum ? (MinimumIsExclusive ? "greater than " : "at least ") + Digits(minimum) : null;
        string? high = Maximum is { } maximum ? (MaximumIsExclusive ? "less than " : "at most ") + Digits(maximum) : null;
        return (low, high) switch
        {
            (null, null) => "",
            (_, null) => " " + low,
            (null, _) => " " + high,
            _ => $" {low} and {high}",
        };
    }

    private static string Digits(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>One value of a choice.</summary>
/// <param name="Name">Name in the C# enumeration.</param>
/// <param name="Key">Name in kebab case; settings may use any spelling, as for options.</param>
/// <param name="Value">Its number, as formulas see it.</param>
public sealed record OptionChoice(string Name, string Key, int Value);
