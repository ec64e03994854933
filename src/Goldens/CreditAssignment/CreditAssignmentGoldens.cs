using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>Golden files of credit assignment: trees, ranks, macro actions, thoughts, gates.</summary>
internal static class CreditAssignmentGoldens
{
    public static IEnumerable<GoldenAdapter> All =>
    [
        new("TEMPO", TempoGoldens.Make),
        new("Rank-GRPO", RankGoldens.Make),
        new("Rank-GRPO rank rewards", RankGoldens.Rewards),
        new("MA-RLHF macro-action PPO", MacroGoldens.Make),
        new("MA-RLHF macro-action termination", MacroGoldens.Termination),
        new("TP-GRPO", ThoughtGoldens.Make),
        new("G-RA gated reward accumulation", GatedGoldens.Make),
        new("GRPO-lambda", EfficiencyGoldens.Make),
    ];
}
