using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace Paragon.Generators;

/// <summary>Values as C# source, the same on every machine.</summary>
internal static class Literal
{
    /// <summary>A text with its quotes.</summary>
    public static string Of(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>A number that reads back as the same double.</summary>
    public static string Of(double value) => value switch
    {
        _ when double.IsNaN(value) => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        _ when value == Math.Floor(value) && Math.Abs(value) < 1e15 => value.ToString("F0", CultureInfo.InvariantCulture),
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
