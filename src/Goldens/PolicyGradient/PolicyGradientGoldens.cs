using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>Golden files of advantages and policy losses: `00-gae`, `00-grpo-*` and their sisters.</summary>
internal static class PolicyGradientGoldens
{
    public static IEnumerable<GoldenAdapter> All =>
    [
        .. KlGoldens.All,
        .. ActorCriticGoldens.All,
        .. OutcomeAdvantageGoldens.All,
        .. GroupAdvantageGoldens.All,
        .. GroupLossGoldens.All,
        .. PolicyLossGoldens.All,
        .. CorrectionGoldens.All,
        .. DapoGoldens.All,
        .. MusicRlGoldens.All,
    ];
}
