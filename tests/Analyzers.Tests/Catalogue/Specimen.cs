using System.Globalization;

namespace Paragon.Analyzers.Tests.Catalogue;

/// <summary>What a specimen's header says of centring.</summary>
internal enum Centring
{
    /// <summary>No learned score is used.</summary>
    NotApplicable,

    /// <summary>Unchanged when one constant is added to every learned score.</summary>
    Yes,

    /// <summary>The objective's own advantage subtracts the constant.</summary>
    Later,

    /// <summary>It changes.</summary>
    No,
}

/// <summary>One reward of the field: a file in the formula language whose header says what is true of it.</summary>
/// <param name="Name">Family and file, "Par/Vanilla".</param>
/// <param name="Text">The file.</param>
/// <param name="Header">The entries of the header by their names.</param>
internal sealed record Specimen(string Name, string Text, IReadOnlyDictionary<string, string> Header)
{
    private static readonly string[] s_entries = ["source", "range", "bounded", "centred", "saturating", "monotone", "warns", "because"];

    /// <summary>Folder of the catalogue.</summary>
    public string Family => Name.Split('/')[0];

    /// <summary>Where the reward stands: a card or a repository.</summary>
    public string Source => Header["source"];

    /// <summary>Name of the objective.</summary>
    public string Objective => Text.Split("[Objective(\"", 2)[1].Split('"', 2)[0];

    /// <summary>Least interval with all values over all declared inputs; null where the objective has no reward.</summary>
    public (double Low, double High)? Range => Header["range"] == "n/a" ? null : Interval(Header["range"]);

    /// <summary>Whether that interval is finite; null where the objective has no reward.</summary>
    public bool? IsBounded => Truth("bounded");

    /// <summary>Whether the reward is centred.</summary>
    public Centring Centring => Header["centred"] switch
    {
        "yes" => Centring.Yes,
        "no" => Centring.No,
        "later" => Centring.Later,
        "n/a" => Centring.NotApplicable,
        string other => throw Wrong("centred", other, "yes, no, later or n/a"),
    };

    /// <summary>Whether it grows fastest at the centre and then slows; null where no learned score is used.</summary>
    public bool? IsSaturating => Truth("saturating");

    /// <summary>The warnings that must be reported, sorted.</summary>
    public IReadOnlyList<string> Warnings { get; } =
        Header["warns"] == "none" ? [] : [.. Header["warns"].Split(", ").Order(StringComparer.Ordinal)];

    /// <summary>All specimens, in the order of their names. Files named Columns, and those without a header, declare what the others of their folder use.</summary>
    public static IReadOnlyList<Specimen> All { get; } = [.. SpecimenFolder.Files.Where(file => file.Text.StartsWith("// source: ", StringComparison.Ordinal)).Select(Read)];

    private static Specimen Read((string Name, string Text) file)
    {
        Dictionary<string, string> header = file.Text.Split('\n').TakeWhile(line => line.StartsWith("// ", StringComparison.Ordinal))
            .Select(line => line[3..].TrimEnd('\r').Split(": ", 2)).ToDictionary(parts => parts[0], parts => parts[1]);
        return s_entries.SequenceEqual(header.Keys)
            ? new Specimen(file.Name, file.Text, header)
            : throw new InvalidDataException($"{file.Name}: the header has {string.Join(", ", header.Keys)}; it needs {string.Join(", ", s_entries)}, in this order.");
    }

    private (double Low, double High) Interval(string text)
    {
        string[] ends = text.Trim('[', ']', '(', ')').Split(", ");
        return ends.Length == 2 ? (Number(ends[0]), Number(ends[1])) : throw Wrong("range", text, "an interval such as [0, 1] or (-inf, inf)");
    }

    private static double Number(string text) => text switch
    {
        "-inf" => double.NegativeInfinity,
        "inf" => double.PositiveInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    private bool? Truth(string entry) => Header[entry] switch
    {
        "yes" => true,
        "no" => false,
        "n/a" => null,
        string other => throw Wrong(entry, other, "yes, no or n/a"),
    };

    private InvalidDataException Wrong(string entry, string found, string expected) => new($"{Name}: the entry '{entry}' is '{found}'; it must be {expected}.");
}
