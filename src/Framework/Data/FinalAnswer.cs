using System.Globalization;

namespace Paragon.Data;

/// <summary>The number that a solution ends with.</summary>
public static class FinalAnswer
{
    /// <summary>
    /// The number after the last marker, or the whole text where there is no marker: 1,234 and $5 and 7.50 are numbers.
    /// Null when it is none.
    /// </summary>
    /// <param name="solution">The text.</param>
    /// <param name="marker">What stands before the answer: "####".</param>
    public static double? Of(string solution, string marker)
    {
        int at = solution.LastIndexOf(marker, StringComparison.Ordinal);
        string answer = (at < 0 ? solution : solution[(at + marker.Length)..]).Trim().TrimEnd('.');
        answer = answer.Replace(",", "", StringComparison.Ordinal).Replace("$", "", StringComparison.Ordinal);
        return double.TryParse(answer, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null;
    }
}
