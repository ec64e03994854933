using System.Globalization;
using System.Text.RegularExpressions;
using Paragon.Segmentation;
using Paragon.Training;

namespace Paragon.Algorithms;

/// <summary>
/// Which ranks of a list hit: walking down the list, an item hits where it matches one of the wanted titles that no rank above
/// has taken, so that a title given twice counts once (Rank-GRPO, Zhu et al. 2025).
/// </summary>
/// <remarks>
/// Titles are equal after blanks and case are folded. A year in brackets at the end may differ by two; of several the nearest is
/// taken, and of two that are equally near the later. An item without a year, or a wanted title without one, matches by title alone.
/// </remarks>
public static partial class RankRelevance
{
    private const int YearTolerance = 2;

    /// <summary>The hits of a list whose prompt's answer has the wanted titles, one on each line.</summary>
    public static SegmentFeature Feature { get; } = new("hit", 0, 1, (prompt, texts) => prompt.Answer is { } answer
        ? [.. Hits([.. texts.SkipLast(1)], answer.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Append(false).Select(hit => (Feature)(hit ? 1 : 0))]
        : [.. texts.Select(_ => Training.Feature.Failed("the prompt has no answer with the wanted titles, one on each line"))]);

    /// <summary>Whether each item hits.</summary>
    /// <param name="items">The list, from its first rank; empty where a rank has none.</param>
    /// <param name="wanted">The titles that were asked for.</param>
    /// <param name="seen">Titles that the user knows already and that never hit; none when null.</param>
    /// <param name="catalogue">The titles that exist; all when null.</param>
    public static IReadOnlyList<bool> Hits(IReadOnlyList<string> items, IReadOnlyList<string> wanted, IReadOnlyList<string>? seen = null, IReadOnlyList<string>? catalogue = null)
    {
        List<Title> left = [.. wanted.Select(Title.Of)];
        Title[] known = [.. (seen ?? []).Select(Title.Of)];
        Title[]? existing = catalogue is null ? null : [.. catalogue.Select(Title.Of)];
        return [.. items.Select(Title.Of).Select(item =>
        {
            Title? match = item.Text.Length == 0 || known.Any(item.Matches) || existing?.Any(item.Matches) == false ? null
                : left.Where(item.Matches).OrderBy(item.Distance).ThenByDescending(title => title.Year ?? 0).FirstOrDefault();
            return match is not null && left.Remove(match);
        })];
    }

    private sealed partial record Title(string Text, int? Year)
    {
        public static Title Of(string line)
        {
            Match match = Form().Match(line);
            return new Title(
                Blanks().Replace(match.Groups["text"].Value.Trim(), " ").ToUpperInvariant(),
                match.Groups["year"] is { Success: true } year ? int.Parse(year.Value, CultureInfo.InvariantCulture) : null);
        }

        public bool Matches(Title other) => Text == other.Text && Distance(other) <= YearTolerance;

        public int Distance(Title other) => Year is { } own && other.Year is { } its ? Math.Abs(own - its) : 0;

        [GeneratedRegex(@"^\s*(?<text>.*?)\s*(\((?<year>\d{4})\))?\s*$", RegexOptions.Singleline)]
        private static partial Regex Form();

        [GeneratedRegex(@"\s+")]
        private static partial Regex Blanks();
    }
}
