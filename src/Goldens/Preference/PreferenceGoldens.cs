using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>Golden files of preference losses: `00-dpo-*`, `00-kto` and their sisters.</summary>
internal static class PreferenceGoldens
{
    public static IEnumerable<GoldenAdapter> All =>
    [
        .. DpoGoldens.All,
        .. ReferenceFreeGoldens.All,
        .. UnpairedGoldens.All,
        .. RankingGoldens.All,
        .. TokenGuideGoldens.All,
        .. RrpoGoldens.All,
        .. CoPgGoldens.All,
        .. LeftoverLunchGoldens.All,
    ];
}
