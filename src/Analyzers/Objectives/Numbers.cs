using System.Globalization;

namespace Paragon.Analyzers.Objectives;

/// <summary>Numbers as they stand in a sentence.</summary>
internal static class Numbers
{
    /// <summary>At most four digits.</summary>
    public static string Text(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
