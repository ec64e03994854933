using System.Text.Json;

namespace Paragon.Testing;

/// <summary>One case of a golden file.</summary>
/// <param name="Name">Name of the case.</param>
/// <param name="Where">File and case, as messages begin.</param>
/// <param name="Parameters">Hyperparameters, by name.</param>
/// <param name="Inputs">Inputs, by name: numbers or arrays, sequences padded.</param>
/// <param name="Expected">Expected values, by name.</param>
/// <param name="Tolerance">a and b agree when |a − b| ≤ tolerance · (1 + |b|).</param>
public sealed record GoldenCase(
    string Name,
    string Where,
    IReadOnlyDictionary<string, JsonElement> Parameters,
    IReadOnlyDictionary<string, JsonElement> Inputs,
    IReadOnlyDictionary<string, JsonElement> Expected,
    double Tolerance)
{
    /// <summary>Tolerance of a case that names none.</summary>
    public const double DefaultTolerance = 1e-9;
}
