using System.Text.Json;

namespace Paragon.Testing;

/// <summary>
/// What an adapter reads a case with. It remembers what was read: a parameter or an input that an adapter does not read
/// changes nothing, so the verifier reports it instead of passing.
/// </summary>
/// <param name="golden">The case.</param>
public sealed class GoldenReader(GoldenCase golden)
{
    private readonly HashSet<string> _read = [];

    /// <summary>The case.</summary>
    public GoldenCase Case => golden;

    /// <summary>Parameters and inputs that were not read so far, as 'params.x' and 'inputs.x'.</summary>
    internal IEnumerable<string> Unread =>
        golden.Parameters.Keys.Select(Parameter).Concat(golden.Inputs.Keys.Select(Of)).Where(name => !_read.Contains(name));

    /// <summary>A number among the parameters.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="fallback">Value where it is absent or null; required when null.</param>
    public double Number(string name, double? fallback = null) =>
        Has(name) ? GoldenArray.Number(golden.Parameters[name], Where(name)) : fallback ?? throw Absent(name);

    /// <summary>A whole number among the parameters.</summary>
    /// <inheritdoc cref="Number"/>
    public int Integer(string name, int? fallback = null)
    {
        double value = Number(name, fallback);
        return value == Math.Floor(value) ? (int)value : throw new GoldenException($"{Where(name)}: {value} is no whole number.");
    }

    /// <summary>A truth value among the parameters.</summary>
    /// <inheritdoc cref="Number"/>
    public bool Flag(string name, bool? fallback = null) => Number(name, fallback is { } value ? (value ? 1 : 0) : null) != 0;

    /// <summary>A list of numbers among the parameters.</summary>
    public double[] Numbers(string name) => Has(name) ? GoldenArray.Read(golden.Parameters[name], Where(name)).Values : throw Absent(name);

    /// <summary>A text among the parameters.</summary>
    /// <inheritdoc cref="Number"/>
    public string Text(string name, string? fallback = null) =>
        !Has(name) ? fallback ?? throw Absent(name)
        : golden.Parameters[name] is { ValueKind: JsonValueKind.String } text ? text.GetString()!
        : throw new GoldenException($"{Where(name)}: a text was expected, and there is {golden.Parameters[name].GetRawText()}.");

    /// <summary>A list of texts among the parameters.</summary>
    public string[] Texts(string name) =>
        !Has(name) ? throw Absent(name)
        : golden.Parameters[name] is { ValueKind: JsonValueKind.Array } texts ? [.. texts.EnumerateArray().Select(text => text.ToString())]
        : throw new GoldenException($"{Where(name)}: a list of texts was expected, and there is {golden.Parameters[name].GetRawText()}.");

    /// <summary>A choice among the parameters: "seq-mean-token-sum" is the member SeqMeanTokenSum, whatever its case and joints.</summary>
    /// <inheritdoc cref="Number"/>
    public TEnum Choice<TEnum>(string name, TEnum? fallback = null)
        where TEnum : struct, Enum
    {
        if (!Has(name) && fallback is { } value)
        {
            return value;
        }

        string text = Text(name);
        return Enum.TryParse(text.Replace("-", "").Replace("_", ""), ignoreCase: true, out TEnum choice)
            ? choice
            : throw new GoldenException($"{Where(name)}: '{text}' is none of {string.Join(", ", Enum.GetNames<TEnum>())}.");
    }

    /// <summary>Whether a parameter is given and not null.</summary>
    public bool Has(string name)
    {
        _read.Add(Parameter(name));
        return golden.Parameters.TryGetValue(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;
    }

    /// <summary>Demands that a parameter, where it is given, has the one text that the adapter is written for.</summary>
    public GoldenReader Expect(string name, params string[] texts) =>
        !Has(name) || texts.Contains(golden.Parameters[name].ToString())
            ? this
            : throw new GoldenException($"{Where(name)}: it is {golden.Parameters[name].GetRawText()}, and the adapter knows {string.Join(", ", texts)} only.");

    /// <summary>Says that the method's result does not depend on these parameters or inputs.</summary>
    public GoldenReader Ignore(params string[] names)
    {
        foreach (string name in names)
        {
            _read.Add(Parameter(name));
            _read.Add(Of(name));
        }

        return this;
    }

    /// <summary>Whether an input is given and not null.</summary>
    public bool HasInput(string name)
    {
        _read.Add(Of(name));
        return golden.Inputs.TryGetValue(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;
    }

    /// <summary>An input.</summary>
    /// <exception cref="GoldenException">The case has no such input.</exception>
    public GoldenArray Input(string name) =>
        HasInput(name)
            ? GoldenArray.Read(golden.Inputs[name], $"{golden.Where}, inputs.{name}")
            : throw new GoldenException($"{golden.Where}: the input '{name}' is absent. It has: {string.Join(", ", golden.Inputs.Keys)}.");

    private static string Parameter(string name) => $"params.{name}";

    private static string Of(string name) => $"inputs.{name}";

    private string Where(string name) => $"{golden.Where}, params.{name}";

    private GoldenException Absent(string name) =>
        new($"{golden.Where}: the parameter '{name}' is absent. It has: {string.Join(", ", golden.Parameters.Keys)}.");
}
