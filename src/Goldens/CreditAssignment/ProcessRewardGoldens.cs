using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>Golden files of methods that reward steps and turns: by a second model, by a prover, by a tree.</summary>
internal static class ProcessRewardGoldens
{
    public static IEnumerable<GoldenAdapter> All =>
    [
        .. ImplicitRewardGoldens.All,
        .. StepCreditGoldens.All,
        .. TreeCreditGoldens.All,
    ];
}
