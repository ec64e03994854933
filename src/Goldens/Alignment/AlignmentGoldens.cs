using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>Golden files of papers on alignment: `15`, `24`, `41`, `44`, `58`, `59`, `62`.</summary>
internal static class AlignmentGoldens
{
    public static IEnumerable<GoldenAdapter> All =>
    [
        FollowUpGoldens.Flr,
        RefinedRewardGoldens.ClipDelta,
        .. AsymptoticsGoldens.All,
        ExplorationGoldens.Selm,
        .. ImitationBalanceGoldens.All,
        DistillationGoldens.AlignDistil,
        .. RepetitionGoldens.All,
    ];
}
